import { useCommand } from '../app/commands.ts';
import { announce } from '../app/shell-state.ts';
import type { DocumentId } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import type { MenuItems } from '../ui/context-menu.tsx';
import { moved, stepPlace, turned, without, type PlacedPage } from './arrangement.ts';
import { arrange, pagesWords, readAgain, split } from './page-changes.ts';
import type { PageSelection } from './page-selection.ts';

/** What only the room can do with pages. */
export interface RoomPageWork {
  /** Makes this document the end of the one before it. */
  readonly onJoin?: (() => void) | undefined;
  /** Asks which document the pages go to. */
  readonly onMoveAway?: ((pages: ReadonlySet<number>) => void) | undefined;
}

export interface PageWork {
  readonly rotate: (by: 90 | 270) => void;
  readonly split: () => void;
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
  readonly total: number;
  readonly selection: PageSelection;
  readonly canChange: boolean;
  readonly onPage: (n: number) => void;
  readonly onDropped: () => void;
}

/** Turning, cutting, dropping and reordering pages: facts of the catalogue, each undoable. */
export function usePageWork(options: PageWorkOptions): PageWork {
  const { documentId, n, total, selection, onPage } = options;
  const can = options.canChange && total > 0;
  const chosen = selection.pages;
  const canSplit = can && Math.min(...chosen) > 1;

  const rotate = (by: 90 | 270): void => {
    if (!can) return;
    const words = by === 90 ? 'reading.turnedRight' : 'reading.turnedLeft';
    void arrange(
      documentId,
      (pages) => turned(pages, chosen, by),
      t(words, { pages: pagesWords(chosen) }),
    );
  };
  const splitHere = (): void => {
    if (!can) return;
    if (!canSplit) return announce(t('reading.splitFirst'));
    void split(documentId, [Math.min(...chosen)]);
  };
  const drop = (): void => {
    if (!can) return;
    if (chosen.size >= total) return announce(t('reading.keepOne'));
    const next = Math.max(1, Math.min(total - chosen.size, Math.min(...chosen)));
    void arrange(
      documentId,
      (pages) => without(pages, chosen),
      t('reading.dropped', { pages: pagesWords(chosen) }),
    ).then((done) => {
      if (done) onPage(next);
    });
  };
  const moveBefore = (before: number, pages: ReadonlySet<number> = chosen): void => {
    if (!can) return;
    void arrange(
      documentId,
      (placed) => moved(placed, pages, before),
      t('reading.moved', { pages: pagesWords(pages) }),
    ).then((done) => {
      if (!done) return;
      const places = placesOf(done, pages);
      onPage(places[[...pages].toSorted((a, b) => a - b).indexOf(n)] ?? places[0] ?? n);
      selection.set(places);
    });
  };
  const step = (by: 1 | -1): void => {
    const before = stepPlace(total, chosen, by);
    if (before !== null) moveBefore(before);
  };
  const again = (): void => {
    if (can) void readAgain(documentId, [...chosen]);
  };

  useCommand('page.turn', 'R', () => rotate(90), { label: t('reading.turnRight'), when: can });
  useCommand('page.turnBack', 'Shift+R', () => rotate(270), {
    label: t('reading.turnLeft'),
    when: can,
  });
  useCommand('page.split', 'Ctrl+B', splitHere, { label: t('reading.splitHere'), when: can });
  useCommand('page.join', 'Ctrl+J', () => options.onJoin?.(), {
    label: t('reading.joinPrevious'),
    when: can && options.onJoin !== undefined,
  });
  useCommand('page.drop', null, drop, { label: t('reading.dropPages'), when: can });
  useCommand('page.up', null, () => step(-1), { label: t('reading.moveUp'), when: can });
  useCommand('page.down', null, () => step(1), { label: t('reading.moveDown'), when: can });
  useCommand('page.away', null, () => options.onMoveAway?.(chosen), {
    label: t('reading.moveAway'),
    when: can && options.onMoveAway !== undefined,
  });
  useCommand('page.dropped', null, options.onDropped, {
    label: t('reading.showDropped'),
    when: can,
  });
  useCommand('page.again', null, again, { label: t('reading.readAgain'), when: can });

  const onStripKey = (event: React.KeyboardEvent): void => {
    if (!can) return;
    const act = stripKey(event);
    if (!act) return;
    event.preventDefault();
    if (act === 'drop') drop();
    else step(act);
  };
  return {
    rotate,
    split: splitHere,
    drop,
    step,
    moveBefore,
    again,
    canSplit,
    onStripKey,
    menu: pageMenu({ ...options, can, canSplit }, { rotate, splitHere, drop, step, again }),
  };
}

/** Where the pages of `chosen` stand in a new order. */
const placesOf = (order: readonly PlacedPage[], chosen: ReadonlySet<number>): readonly number[] =>
  order.flatMap((page, index) => (chosen.has(page.n) ? [index + 1] : []));

function stripKey(event: React.KeyboardEvent): 'drop' | 1 | -1 | null {
  if (event.key === 'Delete' && !event.ctrlKey && !event.shiftKey) return 'drop';
  if (!event.altKey || event.ctrlKey) return null;
  if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') return -1;
  return event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : null;
}

function pageMenu(
  options: PageWorkOptions & { readonly can: boolean; readonly canSplit: boolean },
  act: {
    readonly rotate: (by: 90 | 270) => void;
    readonly splitHere: () => void;
    readonly drop: () => void;
    readonly step: (by: 1 | -1) => void;
    readonly again: () => void;
  },
): MenuItems {
  const { can, canSplit, selection, total } = options;
  const disabled = !can;
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
      disabled: !canSplit,
      onClick: act.splitHere,
    },
    ...(options.onJoin
      ? [
          {
            key: 'join',
            label: t('reading.joinPrevious'),
            extra: 'Ctrl J',
            disabled,
            onClick: options.onJoin,
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
      disabled: disabled || selection.pages.size >= total,
      onClick: act.drop,
    },
    { key: 'dropped', label: t('reading.showDropped'), disabled, onClick: options.onDropped },
    { type: 'divider' },
    { key: 'again', label: t('reading.readAgain'), disabled, onClick: act.again },
  ];
}
