import { runCli } from './run.ts';

// Worker processes and handles are closed by the commands; the status is all that is left.
process.exitCode = await runCli(process.argv.slice(2));
