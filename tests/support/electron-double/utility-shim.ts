import { EventEmitter } from 'node:events';

/**
 * Makes a forked Node process look like a utility process: `process.parentPort` instead of
 * `process.send`, and the process type and version that libraries look at (pdf.js takes itself
 * for a browser where it sees Electron and a type other than "browser").
 */
const send = process.send?.bind(process);
const port = new EventEmitter();
const waiting: { data: unknown; ports: [] }[] = [];

process.on('message', (data) => {
  const message = { data, ports: [] as [] };
  if (port.listenerCount('message') > 0) port.emit('message', message);
  else waiting.push(message);
});
process.on('disconnect', () => process.exit(0));
port.on('newListener', (event) => {
  if (event !== 'message') return;
  queueMicrotask(() => waiting.splice(0).forEach((message) => port.emit('message', message)));
});

Object.assign(port, {
  postMessage: (message: object) => send?.(message),
  start: () => undefined,
  pause: () => undefined,
});
Object.defineProperty(process, 'parentPort', { value: port });
Object.defineProperty(process, 'type', { value: 'utility', configurable: true });
Object.defineProperty(process, 'send', { value: undefined });
Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: '45.0.0-double', chrome: '156.0.0.0' },
});
