import type { OpenArchive } from '../../main/contract/index.ts';
import { forgetAnswers } from './data.ts';
import { client, session, type ProgramState } from './session.ts';
import { goTo, notices, shell } from './shell-state.ts';

/** Asks the program how things stand; gives the archive to show at once, or to wait for, if any. */
export async function start(): Promise<Pick<ProgramState, 'archive' | 'opening'>> {
  const program = await client.call('program.state', {});
  session.set({ program });
  return program;
}

/** Shows an archive: from now on calls go to it. An empty one opens at its inbox. */
export async function enterArchive(archive: OpenArchive | null): Promise<void> {
  if (!archive) return;
  client.setArchive(archive.handle);
  forgetAnswers();
  const [{ jobs }, tree] = await Promise.all([
    client.call('jobs.list', {}),
    client.call('catalog.tree', {}),
  ]);
  shell.set({ search: '', dialog: null });
  goTo(tree.total === 0 || tree.inbox > 0 ? 'inbox' : 'library');
  session.set({ archive, jobs });
}

/** Back to the welcome screen; the program has closed the archive already. */
export function leaveArchive(): void {
  client.setArchive(null);
  forgetAnswers();
  notices.set({ notice: null });
  session.set({ archive: null, jobs: [] });
  void refreshProgram();
}

/** Asks for recent archives and preferences anew. */
export async function refreshProgram(): Promise<void> {
  session.set({ program: await client.call('program.state', {}) });
}

/** Closes the current archive and shows the welcome screen. */
export async function closeArchive(): Promise<void> {
  await client.call('library.close', {});
  leaveArchive();
}
