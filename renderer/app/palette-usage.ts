import { rememberScreen, rememberedScreen } from './session.ts';

const screen = 'palette.used';
const most = 5;

/** Ids of the commands last run from the palette, the latest first. */
export function usedCommands(): readonly string[] {
  const kept = rememberedScreen(screen);
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
}

export function rememberCommand(id: string): void {
  rememberScreen(screen, [id, ...usedCommands().filter((each) => each !== id)].slice(0, most));
}
