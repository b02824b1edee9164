// Entry of dist/web.js, which `npm start` runs where there is no Electron.
import { parseArgs } from 'node:util';
import { runWebProgram } from './run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '0' },
    home: { type: 'string' },
    'no-open': { type: 'boolean', default: false },
  },
});

await runWebProgram({
  archive: positionals[0] ?? null,
  port: Number(values.port),
  home: values.home ?? null,
  open: !values['no-open'],
});
// Whatever still holds the process (a browser's idle connection) has nothing more to say.
process.exit(0);
