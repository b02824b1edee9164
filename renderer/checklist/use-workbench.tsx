import { useEffect, useMemo, useState, type DragEvent, type ReactElement } from 'react';
import type { ItemId, Slot, TreeRow } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { client } from '../app/session.ts';
import { announce, attempt, type KeyHint } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import type { useContextMenu } from '../ui/context-menu.tsx';
import { linkDocuments } from './actions.ts';
import type { ChecklistDialog } from './checklist-dialogs.tsx';
import { findingsShown } from './check-state.ts';
import { checking, showItem } from './checklist-state.ts';
import type { Dragged } from './document-drag.ts';
import { ItemPane } from './item-pane.tsx';
import { missingOf, slotInHand, type ItemLine } from './item-lines.ts';
import { lineActions, menuOf, runKey } from './line-menus.tsx';
import { dropOnSlot, showInLibrary, unlink } from './proof-actions.ts';
import { ProofDock } from './proof-dock.tsx';
import { ProofPreview, type Looked } from './proof-preview.tsx';
import { SidePane } from './side-pane.tsx';
import { askingRows, isShortRow, itemBeside, nameOf } from './tree-model.ts';
import { useHasRoomBelow } from './use-has-room-below.ts';
import { useItem, useItemInHand } from './use-item.ts';
import { useOffers, type Offer } from './use-offers.ts';
import type { ChecklistTree } from './use-tree.ts';
import { firstPageOf } from './words.ts';

interface WorkbenchOptions {
  readonly tree: ChecklistTree | null;
  readonly canChange: boolean;
  readonly onDialog: (dialog: ChecklistDialog) => void;
  readonly contextMenu: ReturnType<typeof useContextMenu>;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

const focusOn = (selector: string): void =>
  void requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());

/** The item in hand with its candidates: panes, keys, and what is looked at. */
export function useWorkbench(options: WorkbenchOptions): {
  readonly itemPane: ReactElement;
  readonly sidePane: ReactElement;
  readonly preview: ReactElement | null;
  readonly hints: readonly KeyHint[];
  readonly toItem: () => void;
  readonly onEditItem: (row: TreeRow) => void;
  readonly onDroppedOnItem: (row: TreeRow, dragged: Dragged, at: DragEvent) => void;
} {
  const { tree, canChange, onDialog, contextMenu } = options;
  const { itemId, slotId, linkId, sought } = useStore(checking, (state) => state);
  // The candidates are not in sight then.
  const isChecking = useStore(findingsShown, (state) => state.isOpen);
  const { detail, gone } = useItem(itemId);
  useItemInHand(tree, itemId, gone);
  const slots = detail?.slots ?? [];
  const slot = slotInHand(slots, slotId);
  const slotNumber = slots.findIndex(({ id }) => id === slot?.id) + 1;
  const proof = slot?.proofs.find(({ id }) => id === linkId) ?? null;
  const offers = useOffers(slot, detail?.window ?? null, sought);
  const [active, setActive] = useState(0);
  const [looked, setLooked] = useState<Looked | null>(null);
  useEffect(() => setActive(0), [slot?.id, sought]);

  const rows = tree?.rows ?? [];
  const go = (id: ItemId | null): void => {
    if (id !== null) showItem(id);
  };
  const asking = useMemo(() => new Set(askingRows(tree?.rows ?? [])), [tree]);
  const asks = (row: TreeRow): boolean => asking.has(row);
  const previous = itemBeside(rows, itemId, -1, asks);
  const next = itemBeside(rows, itemId, 1, asks);
  const nextGap = (): void => {
    const after = slots.slice(slotNumber).find((each) => missingOf(each) > 0);
    if (after) {
      checking.set({ slotId: after.id, linkId: null, sought: '' });
      return;
    }
    const id = itemBeside(rows, itemId, 1, isShortRow);
    if (id === null) announce(t('checklist.noMoreGaps'));
    else go(id);
  };
  const link = (offer: Offer | undefined): void => {
    if (!offer || !slot || !canChange || offer.linked) return;
    checking.set({ slotId: slot.id });
    void linkDocuments(slot, [offer.row]);
  };
  const look = (): void => {
    if (looked) {
      setLooked(null);
      return;
    }
    const inSide = document.activeElement?.closest('.checklist-side') !== null;
    const offer = offers.at(active);
    if (proof && !inSide) {
      setLooked({ document: proof.document.id, page: firstPageOf(proof), query: '' });
    } else if (offer) setLooked({ document: offer.row.id, page: offer.page, query: sought.trim() });
  };
  const toItem = (): void =>
    focusOn(slots.length > 0 ? '[data-slots]' : '.item-conclusion textarea');
  const toCandidates = (): void => focusOn('.checklist-offers');

  useCommand('checklist.previous', 'Ctrl+Up', () => go(previous), {
    label: t('checklist.previousItem'),
    when: previous !== null,
  });
  useCommand('checklist.next', 'Ctrl+Down', () => go(next), {
    label: t('checklist.nextItem'),
    when: next !== null,
  });
  useCommand('checklist.gap', 'N', nextGap, { label: t('checklist.keyGap') });
  useCommand('checklist.preview', 'Space', look, { label: t('catalog.preview') });
  digits.forEach((digit, index) => {
    // Always the same nine, in the same order: the rule of hooks holds.
    useCommand(`checklist.link.${digit}`, digit, () => link(offers.at(index)), {
      when: canChange && slot !== null && !isChecking,
    });
  });

  const menuFor = (line: ItemLine): ReturnType<typeof lineActions> =>
    detail
      ? lineActions(line, {
          detail,
          canChange,
          onDialog,
          onPreview: look,
          onCandidates: toCandidates,
        })
      : [];
  const total = offers.total ?? 0;
  const offered =
    offers.kind === 'candidates' && total > 0 ? t('checklist.offered', { count: total }) : null;

  const docked = useHasRoomBelow();
  const itemPane = detail ? (
    <ItemPane
      detail={detail}
      row={rows.find(({ id }) => id === detail.id) ?? null}
      slotInHand={slot?.id ?? null}
      linkId={proof?.id ?? null}
      dock={
        docked && proof && proof.document.pageState === 'ready' && !looked ? (
          <ProofDock key={proof.id} proof={proof} canChange={canChange} />
        ) : null
      }
      previous={previous}
      next={next}
      offer={offered}
      canChange={canChange}
      onItem={go}
      onEditItem={() => onDialog({ kind: 'item', detail })}
      onAddSlot={() => onDialog({ kind: 'slot', item: detail.id, slot: null })}
      onEditSlot={(each) => onDialog({ kind: 'slot', item: detail.id, slot: each })}
      onOpenProof={showInLibrary}
      onMenu={(line, at) => {
        const items = menuOf(menuFor(line));
        if (at instanceof Element) contextMenu.openAt(at, items);
        else contextMenu.open(at, items);
      }}
      onKey={(line, event) => runKey(menuFor(line), event)}
      onDropped={(each, dragged, position) => void attempt(dropOnSlot(each, dragged, position))}
    />
  ) : (
    <div className="checklist-item" />
  );
  const sidePane = (
    <SidePane
      slot={slot}
      slotNumber={slotNumber}
      offers={offers}
      active={Math.min(active, Math.max(0, total - 1))}
      onActive={setActive}
      canChange={canChange}
      onLink={link}
      onPreview={look}
      onUnlink={({ proof: dragged, title }) => {
        if (dragged && canChange) void unlink(dragged.linkId, title);
      }}
      onLeave={toItem}
    />
  );
  const preview = looked && (
    <ProofPreview
      looked={looked}
      proof={looked.document === proof?.document.id ? proof : null}
      canChange={canChange}
      onPage={(page) => setLooked({ ...looked, page })}
      onClose={() => setLooked(null)}
    />
  );
  const hints: readonly KeyHint[] = [
    ...(canChange && !isChecking ? [{ keys: '1–9', label: t('checklist.keyLink') }] : []),
    ...(canChange && proof ? [{ keys: 'Alt+↑↓', label: t('checklist.keyOrder') }] : []),
    ...(canChange && (looked || docked) && proof
      ? [{ keys: 'U', label: t('checklist.keyMark') }]
      : []),
    { keys: 'Space', label: t('catalog.preview') },
    { keys: 'N', label: t('checklist.keyGap') },
  ];
  return {
    itemPane,
    sidePane,
    preview,
    hints,
    toItem,
    onEditItem: (row) => {
      void attempt(client.call('checklist.item', { id: row.id })).then(
        (of) => of && onDialog({ kind: 'item', detail: of }),
      );
    },
    onDroppedOnItem: (row, dragged, at) => {
      const place = { clientX: at.clientX, clientY: at.clientY };
      void attempt(client.call('checklist.item', { id: row.id })).then((of) => {
        if (!of) return;
        go(row.id);
        const [first, ...others] = of.slots;
        const drop = (each: Slot): void => void attempt(dropOnSlot(each, dragged));
        if (!first) announce(t('checklist.noSlots'));
        else if (others.length === 0) drop(first);
        else contextMenu.open(place, slotChoice(of.slots, drop));
      });
    },
  };
}

/** An item with several slots: which of them was meant is asked where the drop was. */
const slotChoice = (
  slots: readonly Slot[],
  onSlot: (slot: Slot) => void,
): Parameters<ReturnType<typeof useContextMenu>['open']>[1] =>
  slots.map((slot, index) => ({
    key: String(slot.id),
    label: nameOf(String(index + 1), slot.kind),
    extra: `${slot.have}/${slot.need}`,
    onClick: () => onSlot(slot),
  }));
