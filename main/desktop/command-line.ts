import { app } from 'electron';
import { programArguments } from './arguments.ts';
import { launchUtility } from './worker-launcher.ts';

/** The words after `--cli`, where the program was started as a command line; else null. */
export function commandLineWords(): readonly string[] | null {
  const [first, ...words] = programArguments();
  return first === '--cli' ? words : null;
}

/**
 * Runs the command line in place of the window program: no window, no single-instance lock. It
 * begins when Electron is ready, because workers are utility processes.
 */
export function startCommandLine(words: readonly string[]): void {
  app
    .whenReady()
    .then(async () => {
      const [{ runCli }, { useLauncher }] = await Promise.all([
        import('../cli/run.ts'),
        import('../cli/command.ts'),
      ]);
      useLauncher(launchUtility);
      return runCli(words);
    })
    .catch((error: unknown) => {
      console.error(error);
      return 3;
    })
    .then(async (status) => {
      // Pipes are written in the background on Windows; leaving at once would cut the output.
      await new Promise((resolve) => process.stdout.write('', resolve));
      app.exit(status);
    });
}
