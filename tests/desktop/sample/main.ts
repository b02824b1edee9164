import { fileURLToPath } from 'node:url';
import { registerAppScheme } from '../../../main/desktop/protocol.ts';
import { startDesktop } from '../../../main/desktop/start.ts';
import { createSampleProgram } from './program.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

registerAppScheme();
startDesktop({
  createProgram: () => {
    if (process.env['SAMPLE_BROKEN']) throw new Error('no such catalogue');
    return createSampleProgram(here('./worker.ts'));
  },
  rendererFolder: here('./renderer'),
  preloadPath: process.env['SAMPLE_PRELOAD'] ?? '',
});
