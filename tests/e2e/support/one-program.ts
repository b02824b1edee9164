import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import {
  startProgram,
  tellWindowOnFailure,
  type RunningProgram,
  type StartOptions,
} from './program.ts';

/**
 * One program for all tests of a file, on the archive that `makeArchive` makes in a folder of its
 * own; both go when the tests are over. `onStarted` is told as soon as its window is open; a test
 * that fails tells what that window showed.
 */
export function oneProgram(
  makeArchive: (folder: string) => Promise<string>,
  onStarted: (program: RunningProgram) => void | Promise<void>,
  options: Omit<StartOptions, 'folder' | 'archive'> = {},
): void {
  let folder: string;
  let program: RunningProgram | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingce-e2e-'));
    program = await startProgram({ ...options, folder, archive: await makeArchive(folder) });
    await onStarted(program);
  }, 300_000);
  beforeEach(() => tellWindowOnFailure(() => program?.page));
  afterAll(async () => {
    await program?.close();
    await rm(folder, { recursive: true, force: true });
  });
}
