import { Plus } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type {
  ItemDetail,
  ItemId,
  LinkId,
  Proof,
  Slot,
  SlotId,
  TreeRow,
} from '../../main/contract/index.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { checklistTables } from './actions.ts';
import { AssignmentLine } from './assignment-line.tsx';
import { Conclusion } from './conclusion.tsx';
import type { Dragged } from './document-drag.ts';
import { ItemHead } from './item-head.tsx';
import type { ItemLine } from './item-lines.ts';
import { SlotList } from './slot-list.tsx';

interface ItemPaneProps {
  readonly detail: ItemDetail;
  readonly row: TreeRow | null;
  readonly slotInHand: SlotId | null;
  readonly linkId: LinkId | null;
  /** Pages of the proof in hand, beneath the item. */
  readonly dock: ReactNode;
  readonly previous: ItemId | null;
  readonly next: ItemId | null;
  /** Beside what is missing in the slot in hand. */
  readonly offer: string | null;
  readonly canChange: boolean;
  readonly onItem: (id: ItemId) => void;
  readonly onEditItem: () => void;
  readonly onAddSlot: () => void;
  readonly onEditSlot: (slot: Slot) => void;
  readonly onOpenProof: (proof: Proof) => void;
  readonly onMenu: (line: ItemLine, at: MouseEvent | Element) => void;
  readonly onKey: (line: ItemLine, event: KeyboardEvent) => boolean;
  readonly onDropped: (slot: Slot, dragged: Dragged, position?: number) => void;
}

/** Middle of the room: one item, what it requires, its proofs and what is missing. */
export function ItemPane(props: ItemPaneProps): React.ReactElement {
  const { detail, canChange } = props;
  const { more, loadMore } = useMoreProofs(detail.id);
  const item = (
    <div className="checklist-item m-scroll" data-docked={props.dock !== null}>
      <ItemHead
        detail={detail}
        row={props.row}
        previous={props.previous}
        next={props.next}
        canChange={canChange}
        onItem={props.onItem}
        onEdit={props.onEditItem}
      />
      <AssignmentLine key={detail.id} detail={detail} canChange={canChange} />
      {detail.slots.length > 0 ? (
        <SlotList
          slots={detail.slots}
          more={more}
          slotInHand={props.slotInHand}
          linkId={props.linkId}
          offer={props.offer}
          canChange={canChange}
          onMore={loadMore}
          onOpenProof={props.onOpenProof}
          onEditSlot={props.onEditSlot}
          onMenu={props.onMenu}
          onDropped={props.onDropped}
          onKey={props.onKey}
        />
      ) : (
        <p className="item-no-slots">
          {t(detail.children > 0 ? 'checklist.branchNote' : 'checklist.noSlots')}
        </p>
      )}
      {canChange && (
        <Button
          look="link"
          className="item-add-slot"
          icon={<Plus {...iconProps} size={14} />}
          onClick={props.onAddSlot}
        >
          {t('checklist.addSlot')}
        </Button>
      )}
      <Conclusion key={`conclusion ${detail.id}`} detail={detail} canChange={canChange} />
    </div>
  );
  return (
    <>
      {item}
      {props.dock}
    </>
  );
}

const proofsPerCall = 200;

/** The proofs of slots with more than come with the item, once they are asked for. */
function useMoreProofs(item: ItemId): {
  readonly more: ReadonlyMap<SlotId, readonly Proof[]>;
  readonly loadMore: (slot: Slot) => void;
} {
  const [more, setMore] = useState<ReadonlyMap<SlotId, readonly Proof[]>>(new Map());
  useEffect(() => setMore(new Map()), [item]);
  const load = async (slot: SlotId, count: number): Promise<void> => {
    const proofs: Proof[] = [];
    while (proofs.length < count) {
      const { proofs: next, total } = await client.call('checklist.proofs', {
        slot,
        offset: proofs.length,
        limit: proofsPerCall,
      });
      proofs.push(...next);
      if (next.length === 0 || proofs.length >= total) break;
    }
    setMore((before) => new Map([...before, [slot, proofs]]));
  };
  useChanged(checklistTables, () => {
    for (const [slot, proofs] of more) void attempt(load(slot, proofs.length));
  });
  return {
    more,
    loadMore: (slot) => {
      const known = more.get(slot.id)?.length ?? slot.proofs.length;
      void attempt(load(slot.id, known + proofsPerCall));
    },
  };
}
