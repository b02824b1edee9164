import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';
import { launchDouble } from '../support/electron-double/launch.ts';
import { desktopFlows } from './electron-flows.ts';

const entry = fileURLToPath(new URL('../../dist/desktop/main.js', import.meta.url));
if (!existsSync(entry)) throw new Error('the program is not built: npm run build');

describe('the built desktop program on the Electron double', () => {
  desktopFlows(async (userData) => {
    mkdirSync(userData);
    const app = launchDouble({ entry, userData });
    const { id, page } = await app.window();
    return {
      page,
      answerFolderDialog: (path) =>
        app.control('answerDialog', 'showOpenDialog', { canceled: false, filePaths: [path] }),
      expectFile: (path) => app.control('knowFile', id, path),
      workerPids: () => app.control('utilityPids'),
      quit: () => app.close(),
    };
  });
});
