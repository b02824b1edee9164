import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright';
import { describe, test } from 'vitest';
import { desktopFlows } from './electron-flows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const binary = electronBinary();

/** Where Electron's binary is, found without requiring the package: that would fetch it. */
function electronBinary(): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist');
  const path = join(dist, readFileSync(note, 'utf8').trim());
  return existsSync(path) ? path : null;
}

if (binary === null) {
  process.stderr.write(
    '\nElectron: skipped, its binary is not installed (npm start fetches it).\n',
  );
}

describe('the built desktop program under Electron', () => {
  if (binary === null) {
    test.skip('skipped: the Electron binary is not installed', () => undefined);
    return;
  }
  desktopFlows(async (userData) => {
    const app = await _electron.launch({
      executablePath: binary,
      args: [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      env: { ...process.env, MINGCE_USER_DATA: userData } as Record<string, string>,
    });
    const page = await app.firstWindow();
    return {
      page,
      answerFolderDialog: (path) =>
        app.evaluate(({ dialog }, path) => {
          dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
        }, path),
      expectFile: async () => undefined,
      workerPids: () =>
        app.evaluate(({ app }) =>
          app
            .getAppMetrics()
            .filter(({ name, serviceName }) => [name, serviceName].includes('mingce worker'))
            .map(({ pid }) => pid),
        ),
      quit: () => app.close(),
    };
  });
});
