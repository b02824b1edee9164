import { useEffect, useRef } from 'react';
import { createStore } from './store.ts';

export interface Command {
  readonly id: string;
  /** `Ctrl+Shift+Enter`, `F6`, `T`; null: only in the palette. */
  readonly keys: string | null;
  readonly run: () => void;
  /** Words for the palette and the list of keys; without it the command is in neither. */
  readonly label: string | undefined;
  /** Whether it acts while a field has the focus. Single letters and Delete never do. */
  readonly inFields: boolean;
  /** Whether it acts while a dialog is open. */
  readonly inDialogs: boolean;
}

export interface CommandOptions {
  readonly label?: string;
  readonly inFields?: boolean;
  readonly inDialogs?: boolean;
  /** False: not available now. */
  readonly when?: boolean;
}

/** Latest registered last: it wins where two share a key. */
export const commandList = createStore<{ commands: readonly Command[] }>({ commands: [] });

/**
 * Registers a command while the component is shown: a key, and with `label` an entry in the
 * palette (Ctrl+K) and the list of keys (F1). `keys` like `Ctrl+I`, `Alt+1`, `F8`, `T`, `Delete`.
 */
export function useCommand(
  id: string,
  keys: string | null,
  run: () => void,
  options: CommandOptions = {},
): void {
  const latest = useRef(run);
  latest.current = run;
  const { label, inFields, inDialogs = false, when = true } = options;
  useEffect(() => {
    if (!when) return;
    const command: Command = {
      id,
      keys,
      run: () => latest.current(),
      label,
      inFields: inFields ?? (keys !== null && worksInFields(keys)),
      inDialogs,
    };
    commandList.set(({ commands }) => ({ commands: [...commands, command] }));
    return () => {
      commandList.set(({ commands }) => ({
        commands: commands.filter((each) => each !== command),
      }));
    };
  }, [id, keys, label, inFields, inDialogs, when]);
}

/** Function keys and chords may act in fields; letters, digits, editing keys and arrows may not. */
function worksInFields(keys: string): boolean {
  if (/^(Shift\+)?F\d+$/.test(keys)) return true;
  if (/^Ctrl\+(Z|Y|A|C|V|X|Left|Right|Delete|Backspace)$/.test(keys)) return false;
  return /^(Ctrl|Alt)\+/.test(keys);
}

const names: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ' ': 'Space',
};

/** The name of a key press, as commands are written: `Ctrl+Shift+Enter`. */
export function keyName(event: KeyboardEvent): string {
  // With Ctrl or Alt the layout or the input method may change `key`: digits and letters by place.
  const placed = /^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(event.code)?.[1];
  const plain = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const chord = event.ctrlKey || event.metaKey || event.altKey;
  const key = names[event.key] ?? (chord && placed ? placed : plain);
  return [
    event.ctrlKey || event.metaKey ? 'Ctrl+' : '',
    event.altKey ? 'Alt+' : '',
    // Of signs Shift is part of the sign: `?`, `+`.
    event.shiftKey && (key.length > 1 || chord || /^[A-Z]$/.test(key)) ? 'Shift+' : '',
    key,
  ].join('');
}

/** True where typing is meant: keys belong to the field then. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'range', 'submit'].includes(target.type)
  );
}

/** True while an input method composes: then no key is ours (229 is how browsers mark them). */
export const composing = (event: {
  readonly isComposing?: boolean;
  readonly keyCode?: number;
  readonly nativeEvent?: { readonly isComposing: boolean; readonly keyCode?: number };
}): boolean =>
  event.isComposing === true ||
  event.keyCode === 229 ||
  event.nativeEvent?.isComposing === true ||
  event.nativeEvent?.keyCode === 229;

/** Held down, these would file or delete one document after the other before anybody has seen it. */
const isOnce = (name: string): boolean => name === 'Enter' || name === 'Delete';

/** Enter and Space on a button, link or box press that, whatever else they would do. */
const pressesControl = (name: string, target: EventTarget | null): boolean =>
  (name === 'Enter' || name === 'Space') &&
  target instanceof Element &&
  target.closest('button,a[href],summary,[role="menuitem"],input[type="checkbox"]') !== null;

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || composing(event)) return;
  const name = keyName(event);
  if (pressesControl(name, event.target)) return;
  const field = isField(event.target);
  const dialog = document.querySelector('dialog[open]') !== null;
  const command = commandList
    .get()
    .commands.findLast(
      (each) => each.keys === name && (each.inFields || !field) && (each.inDialogs || !dialog),
    );
  if (!command) return;
  event.preventDefault();
  if (event.repeat && isOnce(name)) return;
  command.run();
}

/** Listens for every command's key, once a window. */
export function listenForKeys(): () => void {
  window.addEventListener('keydown', handle);
  return () => window.removeEventListener('keydown', handle);
}

/** Runs a command by its id (the host's menus do). */
export function runCommand(id: string): void {
  commandList
    .get()
    .commands.findLast((command) => command.id === id)
    ?.run();
}
