import type { DocumentFilter, DocumentId, OperationId } from '../../main/contract/index.ts';
import { createStore } from './store.ts';

export type Room =
  'overview' | 'inbox' | 'library' | 'checklist' | 'binder' | 'history' | 'trash' | 'destroyed';

/** What another room asks the library (or the inbox, or the binder) to show. */
export interface Target {
  readonly filter?: DocumentFilter;
  readonly documentId?: DocumentId;
  /** Page of that document. */
  readonly page?: number;
}

export interface KeyHint {
  /** As written for commands: `Ctrl+Enter`, `F3`, `Up Down`. */
  readonly keys: string;
  readonly label: string;
}

/** Where the window is. `search` is the text of the one box, shared with the library room. */
export const shell = createStore<{
  room: Room;
  /** Room to return to from history and trash. */
  from: Room;
  search: string;
  /** Counts up at each `goTo`, so that a room sees the same target asked for twice. */
  target: (Target & { readonly turn: number }) | null;
  dialog:
    | 'settings'
    | 'separators'
    | 'keys'
    | 'palette'
    | 'new-archive'
    | 'open-archive'
    | 'import'
    | null;
}>({ room: 'library', from: 'library', search: '', target: null, dialog: null });

let turn = 0;

/** Goes to a room; with `target`, the room shows that. */
export function goTo(room: Room, target?: Target): void {
  shell.set((state) => ({
    room,
    from: isMain(state.room) ? state.room : state.from,
    target: target ? { ...target, turn: ++turn } : null,
  }));
}

export const isMain = (room: Room): boolean =>
  room !== 'history' && room !== 'trash' && room !== 'destroyed';

/** Text of the search box; typing in it shows the library. */
export function setSearch(text: string): void {
  shell.set({ search: text });
}

/** The left of the status bar: what is selected, and the keys of this place. */
export const status = createStore<{ text: string; keys: readonly KeyHint[] }>({
  text: '',
  keys: [],
});

export interface Notice {
  readonly id: number;
  readonly text: string;
  /** What 撤销 takes back. */
  readonly operation: OperationId | null;
  /** Buttons besides 撤销: what can be done with what came of it. */
  readonly actions: readonly NoticeAction[];
}

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export const notices = createStore<{ notice: Notice | null }>({ notice: null });
let nextNotice = 0;

/**
 * Says in the status bar, for 8 s, what was done; with the operation, offers 撤销.
 * For a change that changed nothing say so in the text and leave the operation out.
 */
export function announce(
  text: string,
  operation: OperationId | null = null,
  actions: readonly NoticeAction[] = [],
): void {
  const notice = { id: ++nextNotice, text, operation, actions };
  notices.set({ notice });
  setTimeout(() => {
    if (notices.get().notice === notice) notices.set({ notice: null });
  }, 8000);
}

/** A button an error dialog offers besides closing. */
export interface ErrorAction {
  readonly label: string;
  readonly run: () => void;
  readonly primary?: boolean;
}

export interface ShownError {
  readonly error: unknown;
  /** What happened, where it can be said better than by the code alone. */
  readonly title?: string;
  readonly affected?: string;
  readonly kept?: string;
  readonly remedy?: string;
  readonly actions?: readonly ErrorAction[];
}

export const shownError = createStore<{ shown: ShownError | null }>({ shown: null });

/** Shows a failed step in the error dialog: what happened, to what, what was kept, what to do. */
export function showError(error: unknown, more: Omit<ShownError, 'error'> = {}): void {
  shownError.set({ shown: { error, ...more } });
}

/** For calls whose failure needs no more than the dialog: `attempt(client.call(…))`. */
export async function attempt<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    showError(error);
    return undefined;
  }
}
