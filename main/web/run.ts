import { pathToFileURL } from 'node:url';
import { startWebProgram, type WebProgramOptions } from './web-program.ts';

/** Serves until it is told to end (Ctrl+C, SIGTERM, SIGHUP), and says where. */
export async function runWebProgram(options: WebProgramOptions): Promise<void> {
  const host = await startWebProgram(options);
  const ended = untilToldToEnd();
  console.log(`明册 ${host.address}`);
  if (host.opened) console.log('已在浏览器中打开 (opened in the browser)');
  console.log(`入口 (open this file in a browser): ${pathToFileURL(host.startFile).href}`);
  console.log('按 Ctrl+C 结束 (Ctrl+C ends it)');
  await ended;
  await host.close();
}

function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve());
    }
  });
}
