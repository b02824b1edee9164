import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { hookElectron } from './module-hooks.ts';

/**
 * Stands where the Electron executable stands: `node runner.ts ENTRY [arguments]`. Runs the real
 * entry in this process, and becomes ready once the entry's module has been evaluated, as
 * Electron does — so that an entry that awaits readiness at its top level hangs here too.
 */
const [node = process.execPath, , entry = '', ...args] = process.argv;
process.argv = [node, entry, ...args];
Object.defineProperty(process, 'type', { value: 'browser', configurable: true });
Object.defineProperty(process, 'defaultApp', { value: true });
Object.defineProperty(process, 'resourcesPath', { value: resolve(entry, '..'), writable: true });
Object.defineProperty(process, 'versions', {
  value: { ...process.versions, electron: '45.0.0-double', chrome: '156.0.0.0' },
});

hookElectron();
const { openControl } = await import('./control.ts');
const { app } = await import('./app.ts');
const { serverPort } = await import('./world.ts');
await serverPort;
openControl();

const evaluated = import(pathToFileURL(resolve(entry)).href).then(() => true);
const patienceMs = Number(process.env['ELECTRON_DOUBLE_PATIENCE_MS'] ?? 20_000);
const late = delay(patienceMs, false);
if (await Promise.race([evaluated, late])) {
  app.becomeReady();
} else {
  console.error('the entry did not finish: does it await app.whenReady() at its top level?');
  process.exit(7);
}
