import { app } from 'electron';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram, programFolder, rendererFolder } from '../program/index.ts';
import { programArguments } from './arguments.ts';
import { commandLineWords, startCommandLine } from './command-line.ts';
import { createDesktopHost } from './host.ts';
import { registerAppScheme } from './protocol.ts';
import { startDesktop } from './start.ts';

// The same folder as the other doors': recent archives and preferences are one user's, not one door's.
const folderName = process.platform === 'win32' ? 'Mingce' : 'mingce';
const userFolder = process.env['MINGCE_USER_DATA'] ?? join(app.getPath('appData'), folderName);
// Electron takes only a folder that is there.
mkdirSync(userFolder, { recursive: true });
app.setPath('userData', userFolder);

// Here and not later: after the entry has been evaluated the scheme could get no privileges.
registerAppScheme();

const words = commandLineWords();
if (words !== null) {
  startCommandLine(words);
} else {
  startDesktop({
    createProgram: () => createProgram(createDesktopHost(programArguments())),
    rendererFolder: rendererFolder(),
    preloadPath: join(programFolder(), 'dist', 'desktop', 'preload.cjs'),
  });
}
