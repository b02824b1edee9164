import { useState, type KeyboardEvent } from 'react';
import { composing } from '../app/commands.ts';

/** What a tree has to say about a row for the keyboard to move on it. */
export interface KeyedRow {
  readonly key: string;
  readonly level: number;
  readonly open?: boolean;
  readonly hasChildren?: boolean;
}

interface TreeKeys {
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Which row has the keys, where the room itself keeps that. */
interface HeldKey {
  readonly key: string | null;
  readonly onKey: (key: string | null) => void;
}

/**
 * Moves over the rows of a tree: arrows up and down, right opens or goes in, left closes or goes
 * out, Home, End, Enter chooses, also with Ctrl. `other` gets every other key.
 */
export function useTreeKeys<Row extends KeyedRow>(
  rows: readonly Row[],
  actions: {
    readonly toggle: (row: Row) => void;
    readonly choose: (row: Row, event: KeyboardEvent) => void;
    readonly other?: (row: Row, event: KeyboardEvent) => void;
  },
  held?: HeldKey,
): TreeKeys {
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const activeKey = held ? held.key : ownKey;
  const setActiveKey = held ? held.onKey : setOwnKey;
  const found = rows.findIndex((row) => row.key === activeKey);
  const active = found < 0 ? (rows.length > 0 ? 0 : -1) : found;
  const setActive = (index: number): void => setActiveKey(rows[index]?.key ?? null);

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (!row || composing(event) || event.target instanceof HTMLInputElement) return;
    const chooses = event.key === 'Enter' && !event.altKey;
    if (!chooses && (event.altKey || event.ctrlKey || event.metaKey)) {
      actions.other?.(row, event);
      return;
    }
    const to = targetIndex(rows, active, event.key);
    if (to === 'toggle') actions.toggle(row);
    else if (to !== undefined) setActive(to);
    else if (event.key === 'Enter' || event.key === ' ') actions.choose(row, event);
    else {
      actions.other?.(row, event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return { active, setActive, onKeyDown };
}

function targetIndex(
  rows: readonly KeyedRow[],
  active: number,
  key: string,
): number | 'toggle' | undefined {
  const row = rows[active];
  switch (key) {
    case 'ArrowDown':
      return Math.min(rows.length - 1, active + 1);
    case 'ArrowUp':
      return Math.max(0, active - 1);
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowRight':
      if (!row?.hasChildren) return active;
      return row.open ? Math.min(rows.length - 1, active + 1) : 'toggle';
    case 'ArrowLeft': {
      if (row?.hasChildren && row.open) return 'toggle';
      const parent = rows.slice(0, active).findLastIndex(({ level }) => level < (row?.level ?? 0));
      return parent < 0 ? active : parent;
    }
    default:
      return undefined;
  }
}
