import { useEffect, useMemo, useRef } from 'react';
import { useCommand } from '../app/commands.ts';
import { announce } from '../app/shell-state.ts';
import type { DocumentId } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import type { MenuItems } from '../ui/context-menu.tsx';
import { moved, stepPlace, turned, without, type Pages, type PlacedPage } from './arrangement.ts';
import { ChangeQueue, sameNumbers, type Renumber } from './change-queue.ts';
import { arrange, pagesWords, readAgain, split } from './page-changes.ts';
import type { PageSelection } from './page-selection.ts';

/** What only the room can do with pages. */
export interface RoomPageWork {
  /** Makes this document the end of the one before it, and says whether it is; undefined where it can't be. */
  readonly onJoin?: (() => Promise<boolean>) | undefined;
  /** Asks which document the pages go to. */
  readonly onMoveAway?: ((pages: ReadonlySet<number>) => void) | undefined;
}

export interface PageWork {
  readonly rotate: (by: 90 | 270) => void;
  readonly split: () => void;
  readonly join: () => void;
  readonly drop: () => void;
  readonly step: (by: 1 | -1) => void;
  /** Moves pages, the chosen ones if no others are named, before page `n`. */
  readonly moveBefore: (n: number, pages?: ReadonlySet<number>) => void;
  readonly again: () => void;
  readonly canSplit: boolean;
  readonly menu: MenuItems;
  /** Keys in the strip: Delete, Alt+arrows. */
  readonly onStripKey: (event: React.KeyboardEvent) => void;
}

interface PageWorkOptions extends RoomPageWork {
  readonly documentId: DocumentId;
  readonly n: number;
  /** null: the pages are still asked for. */
  readonly total: number | null;
  readonly selection: PageSelection;
  readonly canChange: boolean;
  readonly onPage: (n: number) => void;
  readonly onDropped: () => void;
}

/**
 * Turning, cutting, dropping and reordering pages: facts of the catalogue, each undoable. Turning
 * and cutting by key need not wait until the pages are here, what takes pages away must.
 */
export function usePageWork(options: PageWorkOptions): PageWork {
  const { documentId, n, total, selection } = options;
  const can = options.canChange && total !== 0;
  const known = can && total !== null;
  const chosen = selection.pages;
  const canSplit = can && Math.min(...chosen) > 1;
  const { queue } = useMemo(() => ({ documentId, queue: new ChangeQueue() }), [documentId]);
  const isShown = useIsShown(documentId);
  const onPage = (to: number): void => {
    if (isShown()) options.onPage(to);
  };

  const rotate = (by: 90 | 270): void => {
    if (!can) return;
    const words = by === 90 ? 'reading.turnedRight' : 'reading.turnedLeft';
    void queue.add(chosen, async (pages) => {
      await arrange(
        documentId,
        (placed) => turned(placed, pages, by),
        t(words, { pages: pagesWords(pages) }),
      );
      return sameNumbers;
    });
  };
  const splitHere = (): void => {
    if (!can) return;
    void queue.add(chosen, async (pages) => {
      const before = Math.min(...pages);
      if (before === 1) announce(t('reading.splitFirst'));
      else if (await split(documentId, [before])) return pagesBefore(before);
      return sameNumbers;
    });
  };
  // Of documents, not of pages: it need not wait until the pages are here.
  const join = (): void => {
    void queue.add(chosen, async () => {
      const isJoined = await options.onJoin?.();
      return isJoined === true ? () => new Set() : sameNumbers;
    });
  };
  const drop = (): void => {
    if (!known) return;
    void queue.add(chosen, async (pages) => {
      let isAll = false;
      const done = await arrange(
        documentId,
        (placed) => {
          isAll = pages.size >= placed.length;
          return isAll ? placed : without(placed, pages);
        },
        t('reading.dropped', { pages: pagesWords(pages) }),
      );
      if (isAll) announce(t('reading.keepOne'));
      if (!done) return sameNumbers;
      onPage(Math.max(1, Math.min(done.length, ...pages)));
      return placedAnew(done);
    });
  };
  const move = (
    pages: Pages,
    change: (placed: readonly PlacedPage[], now: Pages) => readonly PlacedPage[],
  ): void => {
    if (!known) return;
    const current = [...pages].toSorted((a, b) => a - b).indexOf(n);
    void queue.add(pages, async (now) => {
      const done = await arrange(
        documentId,
        (placed) => change(placed, now),
        t('reading.moved', { pages: pagesWords(now) }),
      );
      if (!done) return sameNumbers;
      const places = [...placedAnew(done)(now)];
      onPage(places[current] ?? places[0] ?? n);
      if (isShown()) selection.set(places);
      return placedAnew(done);
    });
  };
  const moveBefore = (before: number, pages: Pages = chosen): void =>
    move(pages, (placed, now) => moved(placed, now, before));
  const step = (by: 1 | -1): void =>
    move(chosen, (placed, now) => {
      const before = stepPlace(placed.length, now, by);
      return before === null ? placed : moved(placed, now, before);
    });
  const again = (): void => {
    if (known) void readAgain(documentId, [...chosen]);
  };

  useCommand('page.turn', 'R', () => rotate(90), { label: t('reading.turnRight'), when: can });
  useCommand('page.turnBack', 'Shift+R', () => rotate(270), {
    label: t('reading.turnLeft'),
    when: can,
  });
  useCommand('page.split', 'Ctrl+B', splitHere, { label: t('reading.splitHere'), when: can });
  const canJoin = options.canChange && options.onJoin !== undefined;
  useCommand('page.join', 'Ctrl+J', join, { label: t('reading.joinPrevious'), when: canJoin });
  useCommand('page.drop', null, drop, { label: t('reading.dropPages'), when: known });
  useCommand('page.up', null, () => step(-1), { label: t('reading.moveUp'), when: known });
  useCommand('page.down', null, () => step(1), { label: t('reading.moveDown'), when: known });
  useCommand('page.away', null, () => options.onMoveAway?.(chosen), {
    label: t('reading.moveAway'),
    when: known && options.onMoveAway !== undefined,
  });
  useCommand('page.dropped', null, options.onDropped, {
    label: t('reading.showDropped'),
    when: known,
  });
  useCommand('page.again', null, again, { label: t('reading.readAgain'), when: known });

  const onStripKey = (event: React.KeyboardEvent): void => {
    const act = stripKey(event);
    if (!act) return;
    // Also where nothing can be done: Delete must not go on to mean the whole document.
    event.preventDefault();
    if (act === 'drop') drop();
    else step(act);
  };
  return {
    rotate,
    split: splitHere,
    join,
    drop,
    step,
    moveBefore,
    again,
    canSplit,
    onStripKey,
    menu: pageMenu({ ...options, known, canSplit }, { rotate, splitHere, join, drop, step, again }),
  };
}

/** Whether a document is still the one whose pages are shown. */
function useIsShown(documentId: DocumentId): () => boolean {
  const shown = useRef<DocumentId | null>(documentId);
  useEffect(() => {
    shown.current = documentId;
    return () => {
      shown.current = null;
    };
  }, [documentId]);
  return () => shown.current === documentId;
}

/** Where pages stand in a new order. */
const placedAnew =
  (order: readonly PlacedPage[]): Renumber =>
  (pages) =>
    new Set(order.flatMap(({ n }, index) => (pages.has(n) ? [index + 1] : [])));

/** Of a document that was cut before page `before` the pages above it are left. */
const pagesBefore =
  (before: number): Renumber =>
  (pages) =>
    new Set([...pages].filter((n) => n < before));

function stripKey(event: React.KeyboardEvent): 'drop' | 1 | -1 | null {
  if (event.key === 'Delete' && !event.ctrlKey && !event.shiftKey) return 'drop';
  if (!event.altKey || event.ctrlKey) return null;
  if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') return -1;
  return event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : null;
}

function pageMenu(
  options: PageWorkOptions & { readonly known: boolean; readonly canSplit: boolean },
  act: {
    readonly rotate: (by: 90 | 270) => void;
    readonly splitHere: () => void;
    readonly join: () => void;
    readonly drop: () => void;
    readonly step: (by: 1 | -1) => void;
    readonly again: () => void;
  },
): MenuItems {
  const { known, canSplit, selection, total } = options;
  const disabled = !known;
  const away = options.onMoveAway;
  return [
    {
      key: 'right',
      label: t('reading.turnRight'),
      extra: 'R',
      disabled,
      onClick: () => act.rotate(90),
    },
    {
      key: 'left',
      label: t('reading.turnLeft'),
      extra: 'Shift R',
      disabled,
      onClick: () => act.rotate(270),
    },
    { type: 'divider' },
    {
      key: 'split',
      label: t('reading.splitHere'),
      extra: 'Ctrl B',
      disabled: disabled || !canSplit,
      onClick: act.splitHere,
    },
    ...(options.onJoin
      ? [
          {
            key: 'join',
            label: t('reading.joinPrevious'),
            extra: 'Ctrl J',
            disabled,
            onClick: act.join,
          },
        ]
      : []),
    ...(away
      ? [
          {
            key: 'away',
            label: t('reading.moveAway'),
            disabled,
            onClick: () => away(selection.pages),
          },
        ]
      : []),
    {
      key: 'up',
      label: t('reading.moveUp'),
      extra: 'Alt ↑',
      disabled,
      onClick: () => act.step(-1),
    },
    {
      key: 'down',
      label: t('reading.moveDown'),
      extra: 'Alt ↓',
      disabled,
      onClick: () => act.step(1),
    },
    {
      key: 'drop',
      label: t('reading.dropPages'),
      extra: 'Del',
      disabled: disabled || selection.pages.size >= (total ?? 0),
      onClick: act.drop,
    },
    { key: 'dropped', label: t('reading.showDropped'), disabled, onClick: options.onDropped },
    { type: 'divider' },
    { key: 'again', label: t('reading.readAgain'), disabled, onClick: act.again },
  ];
}
