import type { KeyboardEvent, MouseEvent } from 'react';
import type { LinkId, Proof, Slot, SlotId } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { takeInHand } from './checklist-state.ts';
import type { Dragged } from './document-drag.ts';
import { linesOfItem, proofKey, slotKey, type ItemLine } from './item-lines.ts';
import { SlotCard } from './slot-card.tsx';

interface SlotListProps {
  readonly slots: readonly Slot[];
  readonly more: ReadonlyMap<SlotId, readonly Proof[]>;
  readonly slotInHand: SlotId | null;
  readonly linkId: LinkId | null;
  readonly offer: string | null;
  readonly canChange: boolean;
  readonly onMore: (slot: Slot) => void;
  readonly onOpenProof: (proof: Proof) => void;
  readonly onEditSlot: (slot: Slot) => void;
  readonly onMenu: (line: ItemLine, at: MouseEvent | Element) => void;
  readonly onDropped: (slot: Slot, dragged: Dragged, position?: number) => void;
  /** What a key does to the line in hand; true where it did something. */
  readonly onKey: (line: ItemLine, event: KeyboardEvent) => boolean;
}

/**
 * The slots of an item with their proofs: one tab stop, arrows go from line to line. The slot in
 * hand is what candidates are sought for.
 */
export function SlotList(props: SlotListProps): React.ReactElement {
  const { slots, more, slotInHand, linkId } = props;
  const lines = linesOfItem(slots, more);
  const activeKey =
    linkId !== null ? proofKey(linkId) : slotInHand === null ? null : slotKey(slotInHand);
  const at = lines.findIndex(({ key }) => key === activeKey);

  const go = (line: ItemLine | undefined): void => {
    if (!line) return;
    takeInHand(line.slot.id, line.kind === 'proof' ? line.proof.id : null);
    document.getElementById(line.key)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[at];
    if (composing(event) || !line || event.target !== event.currentTarget) return;
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const to = plain ? targetOf(lines, at, event.key) : undefined;
    if (to !== undefined) go(lines[to]);
    else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      const element = document.getElementById(line.key);
      if (element) props.onMenu(line, element);
    } else if (!props.onKey(line, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className="slot-list"
      role="tree"
      tabIndex={0}
      aria-label={t('checklist.slots')}
      aria-activedescendant={at >= 0 ? (activeKey ?? undefined) : undefined}
      onKeyDown={onKeyDown}
      data-pane-focus
      data-slots
    >
      {slots.map((slot, index) => {
        const head: ItemLine = { kind: 'slot', key: slotKey(slot.id), slot };
        const proofs = more.get(slot.id) ?? slot.proofs;
        const lineOf = (proof: Proof): ItemLine => ({
          kind: 'proof',
          key: proofKey(proof.id),
          slot,
          proof,
          index: proofs.indexOf(proof),
        });
        const menu = (line: ItemLine, event: MouseEvent): void => {
          event.preventDefault();
          go(line);
          props.onMenu(line, event);
        };
        return (
          <SlotCard
            key={slot.id}
            slot={slot}
            number={index + 1}
            proofs={proofs}
            inHand={slot.id === slotInHand}
            linkId={slot.id === slotInHand ? linkId : null}
            offer={slot.id === slotInHand ? props.offer : null}
            canChange={props.canChange}
            onSlot={() => go(head)}
            onProof={(proof) => go(lineOf(proof))}
            onOpenProof={props.onOpenProof}
            onSlotMenu={(event) => menu(head, event)}
            onProofMenu={(proof, event) => menu(lineOf(proof), event)}
            onEditSlot={() => props.onEditSlot(slot)}
            onMore={() => props.onMore(slot)}
            onDropped={(dragged, position) => props.onDropped(slot, dragged, position)}
          />
        );
      })}
    </div>
  );
}

function targetOf(lines: readonly ItemLine[], at: number, key: string): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(lines.length - 1, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return lines.length - 1;
    default:
      return undefined;
  }
}
