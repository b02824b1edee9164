import type { KeyboardEvent } from 'react';
import type { ItemDetail, TreeRow } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import type { MenuItems } from '../ui/context-menu.tsx';
import type { ChecklistDialog } from './checklist-dialogs.tsx';
import type { ItemLine } from './item-lines.ts';
import {
  moveItem,
  moveProof,
  moveSlotBy,
  removeItem,
  removeSlot,
  showInLibrary,
  unlink,
} from './proof-actions.ts';
import { proofPlaceBy } from './proof-place.ts';
import { itemBeside, placeBy, placeInside, placeOutside } from './tree-model.ts';

/** One thing that can be done with a line, by menu and by key. */
interface LineAction {
  readonly key: string;
  readonly label: string;
  /** As `keyOf` names them. */
  readonly keys?: string;
  readonly extra?: string;
  readonly disabled?: boolean;
  /** A line stands above it in the menu. */
  readonly begins?: boolean;
  readonly run: () => void;
}

/** As menus take them. */
export const menuOf = (actions: readonly LineAction[]): MenuItems =>
  actions.flatMap(({ key, label, extra, keys, disabled = false, begins, run }) => [
    ...(begins ? [{ type: 'divider' as const }] : []),
    { key, label, disabled, extra: extra ?? keys ?? '', onClick: run },
  ]);

const keyOf = (event: KeyboardEvent): string =>
  [
    event.ctrlKey || event.metaKey ? 'Ctrl+' : '',
    event.altKey ? 'Alt+' : '',
    event.shiftKey ? 'Shift+' : '',
    event.key,
  ].join('');

/** Does what a key means for the line; true where it means something. */
export function runKey(actions: readonly LineAction[], event: KeyboardEvent): boolean {
  const action = actions.find(({ keys }) => keys === keyOf(event));
  if (!action || action.disabled) return action !== undefined;
  // Held down, Delete would take one line after the other before anybody has seen it.
  if (!event.repeat || action.keys !== 'Delete') action.run();
  return true;
}

interface ItemContext {
  readonly rows: readonly TreeRow[];
  readonly onRename: (row: TreeRow) => void;
  readonly onDialog: (dialog: ChecklistDialog) => void;
  readonly onEdit: (row: TreeRow) => void;
}

/** What can be done with an item of the tree. */
export function itemActions(row: TreeRow, context: ItemContext): readonly LineAction[] {
  const { rows, onDialog } = context;
  const move = (place: ReturnType<typeof placeBy>): Pick<LineAction, 'disabled' | 'run'> => ({
    disabled: place === null,
    run: () => moveItem(row, place),
  });
  const position = rows.filter(({ parentId }) => parentId === row.parentId).indexOf(row) + 1;
  const below = new Set([row.id]);
  for (const each of rows)
    if (each.parentId !== null && below.has(each.parentId)) below.add(each.id);
  const others = (each: TreeRow): boolean => !below.has(each.id);
  const next = (): TreeRow['id'] | null =>
    itemBeside(rows, row.id, 1, others) ?? itemBeside(rows, row.id, -1, others);
  return [
    { key: 'rename', label: t('catalog.rename'), keys: 'F2', run: () => context.onRename(row) },
    { key: 'edit', label: t('checklist.editItem'), run: () => context.onEdit(row) },
    {
      key: 'beside',
      label: t('checklist.addBeside'),
      keys: 'Insert',
      extra: 'Ins',
      begins: true,
      run: () => onDialog({ kind: 'add-item', parentId: row.parentId, after: position }),
    },
    {
      key: 'below',
      label: t('checklist.addBelow'),
      keys: 'Shift+Insert',
      extra: 'Shift Ins',
      run: () => onDialog({ kind: 'add-item', parentId: row.id, after: null }),
    },
    {
      key: 'slot',
      label: t('checklist.addSlot'),
      run: () => onDialog({ kind: 'slot', item: row.id, slot: null }),
    },
    {
      key: 'up',
      label: t('catalog.moveUp'),
      keys: 'Alt+ArrowUp',
      extra: 'Alt ↑',
      begins: true,
      ...move(placeBy(rows, row.id, -1)),
    },
    {
      key: 'down',
      label: t('catalog.moveDown'),
      keys: 'Alt+ArrowDown',
      extra: 'Alt ↓',
      ...move(placeBy(rows, row.id, 1)),
    },
    {
      key: 'in',
      label: t('checklist.moveIn'),
      keys: 'Alt+ArrowRight',
      extra: 'Alt →',
      ...move(placeInside(rows, row.id)),
    },
    {
      key: 'out',
      label: t('checklist.moveOut'),
      keys: 'Alt+ArrowLeft',
      extra: 'Alt ←',
      ...move(placeOutside(rows, row.id)),
    },
    {
      key: 'remove',
      label: t('checklist.removeItem'),
      keys: 'Delete',
      extra: 'Del',
      begins: true,
      run: () => void removeItem(row, next()),
    },
  ];
}

interface SlotContext {
  readonly detail: ItemDetail;
  readonly canChange: boolean;
  readonly onDialog: (dialog: ChecklistDialog) => void;
  readonly onPreview: () => void;
  readonly onCandidates: () => void;
}

/** What can be done with a slot or a proof of an item. */
export function lineActions(line: ItemLine, context: SlotContext): readonly LineAction[] {
  const all = line.kind === 'slot' ? slotActions(line, context) : proofActions(line, context);
  return context.canChange ? all : all.filter(({ key }) => key === 'preview' || key === 'library');
}

function slotActions(
  { slot }: Extract<ItemLine, { kind: 'slot' }>,
  { detail, onDialog, onCandidates }: SlotContext,
): readonly LineAction[] {
  const item = detail.id;
  const at = detail.slots.findIndex(({ id }) => id === slot.id);
  return [
    { key: 'find', label: t('checklist.toCandidates'), keys: 'Enter', run: onCandidates },
    {
      key: 'edit',
      label: t('checklist.editSlot'),
      keys: 'F2',
      begins: true,
      run: () => onDialog({ kind: 'slot', item, slot }),
    },
    {
      key: 'up',
      label: t('catalog.moveUp'),
      keys: 'Alt+ArrowUp',
      extra: 'Alt ↑',
      disabled: at <= 0,
      run: () => moveSlotBy(item, detail.slots, slot, -1),
    },
    {
      key: 'down',
      label: t('catalog.moveDown'),
      keys: 'Alt+ArrowDown',
      extra: 'Alt ↓',
      disabled: at >= detail.slots.length - 1,
      run: () => moveSlotBy(item, detail.slots, slot, 1),
    },
    {
      key: 'remove',
      label: t('checklist.removeSlot'),
      keys: 'Delete',
      extra: 'Del',
      begins: true,
      run: () => removeSlot(slot),
    },
  ];
}

function proofActions(
  { slot, proof }: Extract<ItemLine, { kind: 'proof' }>,
  { onDialog, onPreview }: SlotContext,
): readonly LineAction[] {
  const { title } = proof.document;
  const step = (by: 1 | -1): Pick<LineAction, 'disabled' | 'run'> => {
    const place = proofPlaceBy(slot.proofs, proof.id, by);
    return {
      disabled: place === null,
      run: () => {
        if (place !== null) void moveProof(proof.id, slot.id, place, title);
      },
    };
  };
  return [
    { key: 'preview', label: t('catalog.preview'), extra: 'Space', run: onPreview },
    {
      key: 'library',
      label: t('checklist.showInLibrary'),
      keys: 'Enter',
      run: () => showInLibrary(proof),
    },
    {
      key: 'edit',
      label: t('checklist.editProof'),
      keys: 'F2',
      begins: true,
      run: () => onDialog({ kind: 'proof', proof }),
    },
    {
      key: 'up',
      label: t('catalog.moveUp'),
      keys: 'Alt+ArrowUp',
      extra: 'Alt ↑',
      ...step(-1),
    },
    {
      key: 'down',
      label: t('catalog.moveDown'),
      keys: 'Alt+ArrowDown',
      extra: 'Alt ↓',
      ...step(1),
    },
    {
      key: 'remove',
      label: t('checklist.unlink'),
      keys: 'Delete',
      extra: 'Del',
      begins: true,
      run: () => void unlink(proof.id, title),
    },
  ];
}
