import type {
  CallResult,
  HostEvent,
  Job,
  OpenArchive,
  Preferences,
} from '../../main/contract/index.ts';
import { createClient } from './client.ts';
import { createStore } from './store.ts';
import { createDesktopTransport } from './transport.ts';
import { createWebTransport } from './web-transport.ts';

/** The one client of this window. */
export const client = createClient(
  window.mingce ? createDesktopTransport(window.mingce) : createWebTransport(),
);

export type ProgramState = CallResult<'program.state'>;

/** How far the archive that is being opened is brought to this version. */
export type Upgrading = Extract<HostEvent, { type: 'upgrading' }>;

/** Who runs, which archive is open, what is under way. */
export const session = createStore<{
  program: ProgramState | null;
  archive: OpenArchive | null;
  jobs: readonly Job[];
  upgrading: Upgrading | null;
}>({ program: null, archive: null, jobs: [], upgrading: null });

/** Changes preferences here at once and for the next start. */
export async function setPreferences(change: Partial<Preferences>): Promise<void> {
  const { program } = session.get();
  if (!program) return;
  session.set({ program: { ...program, preferences: { ...program.preferences, ...change } } });
  await client.call('program.setPreferences', change);
}

/** What a screen remembers under its own key: pane widths, columns, folded branches. */
export function rememberedScreen(key: string): unknown {
  return session.get().program?.preferences.screens[key];
}

/** Remembers `value` for a screen, for this user on this computer. */
export function rememberScreen(key: string, value: unknown): void {
  const screens = session.get().program?.preferences.screens ?? {};
  void setPreferences({ screens: { ...screens, [key]: value } }).catch(() => undefined);
}
