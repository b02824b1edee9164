/** A worker that answers, fails, or hangs without ever giving up its thread. */
interface Port {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
const port = (process as NodeJS.Process & { readonly parentPort: Port }).parentPort;

port.on('message', ({ data }) => {
  if (data === 'hang') {
    process.on('SIGTERM', () => undefined);
    port.postMessage('hanging');
    const memory = new Int32Array(new SharedArrayBuffer(4));
    // Lets the message out first: it is sent from the event loop.
    setTimeout(() => Atomics.wait(memory, 0, 0), 50);
  } else if (data === 'die') {
    console.error('last words');
    process.exit(3);
  } else {
    port.postMessage({ answer: data, send: typeof process.send, argv: process.argv.slice(2) });
    setTimeout(() => process.exit(0), 50);
  }
});
