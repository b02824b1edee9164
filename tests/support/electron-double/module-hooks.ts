import { registerHooks } from 'node:module';

const double = new URL('./electron.ts', import.meta.url).href;
const names = new Set(['electron', 'electron/main', 'electron/common']);

/**
 * Points `electron` at the double, for import and require. It wins over the installed package,
 * whose index.js would try to download its binary.
 */
export function hookElectron(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      names.has(specifier)
        ? { url: double, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  });
}
