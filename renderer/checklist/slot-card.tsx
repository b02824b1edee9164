import { File, FilePen, FileText, Image, Table2 } from 'lucide-react';
import { useState, type DragEvent, type MouseEvent } from 'react';
import { usualKinds, type LinkId, type Proof, type Slot } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import {
  allowDrop,
  dragging,
  endDrag,
  startDrag,
  takeDrop,
  type Dragged,
} from './document-drag.ts';
import { missingOf, slotKey } from './item-lines.ts';
import { proofPlaceBeside } from './proof-place.ts';
import { ProofRow } from './proof-row.tsx';
import { SlotMeter } from './slot-meter.tsx';
import { missingWords } from './words.ts';

export interface SlotActions {
  readonly onSlot: () => void;
  readonly onProof: (proof: Proof) => void;
  readonly onOpenProof: (proof: Proof) => void;
  readonly onSlotMenu: (event: MouseEvent) => void;
  readonly onProofMenu: (proof: Proof, event: MouseEvent) => void;
  readonly onEditSlot: () => void;
  readonly onMore: () => void;
  /** Documents or a proof dropped here, to stand at `position` of those that stay; left out: last. */
  readonly onDropped: (dragged: Dragged, position?: number) => void;
}

interface SlotCardProps extends SlotActions {
  readonly slot: Slot;
  /** From 1. */
  readonly number: number;
  readonly proofs: readonly Proof[];
  /** What the room works on. */
  readonly inHand: boolean;
  readonly linkId: LinkId | null;
  /** Said beside what is missing: how many candidates there are. */
  readonly offer: string | null;
  readonly canChange: boolean;
}

type DropAt = { readonly linkId: LinkId; readonly where: 'before' | 'after' } | 'slot';

/** One kind of proof an item asks for: its proofs in order, and what is missing of them. */
export function SlotCard(props: SlotCardProps): React.ReactElement {
  const { slot, proofs, inHand, linkId, canChange } = props;
  const [drop, setDrop] = useState<DropAt | null>(null);
  const rest = slot.links - proofs.length;

  const over = (event: DragEvent<HTMLElement>, proof?: Proof): void => {
    if (!canChange || !allowDrop(event)) return;
    event.stopPropagation();
    const box = event.currentTarget.getBoundingClientRect();
    const where = event.clientY > box.top + box.height / 2 ? 'after' : 'before';
    setDrop(proof ? { linkId: proof.id, where } : 'slot');
  };
  const release = (event: DragEvent<HTMLElement>): void => {
    const at = drop;
    setDrop(null);
    const dragged = takeDrop(event);
    if (!dragged) return;
    if (at === 'slot' || at === null) {
      props.onDropped(dragged);
      return;
    }
    const moved = dragged.proof?.slotId === slot.id ? dragged.proof.linkId : null;
    props.onDropped(dragged, proofPlaceBeside(proofs, moved, at.linkId, at.where));
  };

  return (
    <div
      className="slot-card"
      role="presentation"
      data-hand={inHand}
      data-drop={drop === 'slot' ? true : undefined}
      onDragOver={(event) => over(event)}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDrop(null);
      }}
      onDrop={release}
    >
      <div
        id={slotKey(slot.id)}
        className="slot-head"
        role="treeitem"
        aria-level={1}
        aria-selected={inHand && linkId === null}
        data-active={inHand && linkId === null}
        onMouseDown={(event) => {
          if (event.button === 0) props.onSlot();
        }}
        onDoubleClick={() => canChange && props.onEditSlot()}
        onContextMenu={props.onSlotMenu}
      >
        <span className="slot-number">{props.number}</span>
        <KindIcon kind={slot.kind} />
        <strong>{slot.kind}</strong>
        <span className="slot-hint m-cut" title={slot.hint}>
          {hintWords(slot)}
        </span>
        <SlotMeter have={slot.have} need={slot.need} links={slot.links} />
      </div>
      <div role="presentation">
        {proofs.map((proof) => (
          <ProofRow
            key={proof.id}
            proof={proof}
            active={linkId === proof.id}
            canChange={canChange}
            dropAt={typeof drop === 'object' && drop?.linkId === proof.id ? drop.where : null}
            onPress={() => props.onProof(proof)}
            onOpen={() => props.onOpenProof(proof)}
            onMenu={(event) => props.onProofMenu(proof, event)}
            onDragStart={(event) => {
              event.stopPropagation();
              startDrag(event, {
                title: proof.document.title,
                documents: () => Promise.resolve([proof.document.id]),
                proof: { linkId: proof.id, slotId: slot.id },
              });
            }}
            onDragOver={(event) => over(event, proof)}
            onDragEnd={() => {
              setDrop(null);
              if (dragging.get().dragged?.proof?.linkId === proof.id) endDrag();
            }}
            onDrop={release}
          />
        ))}
      </div>
      {rest > 0 && (
        <Button look="link" className="slot-more" onClick={props.onMore}>
          {t('checklist.moreProofs', { count: rest })}
        </Button>
      )}
      {missingOf(slot) > 0 && (
        <div className="slot-gap" onMouseDown={() => props.onSlot()}>
          <span>{missingWords(slot)}</span>
          {props.offer !== null && <span>{props.offer}</span>}
        </div>
      )}
    </div>
  );
}

function hintWords({ hint, wordLimit }: Slot): string {
  const limit = wordLimit === null ? '' : t('checklist.wordLimit', { count: wordLimit });
  return [hint, limit].filter((words) => words !== '').join(t('app.comma'));
}

function KindIcon({ kind }: { readonly kind: string }): React.ReactElement {
  const [paper, report, photo, table] = usualKinds;
  switch (kind) {
    case paper:
      return <FileText {...iconProps} />;
    case report:
      return <FilePen {...iconProps} />;
    case photo:
      return <Image {...iconProps} />;
    case table:
      return <Table2 {...iconProps} />;
    default:
      return <File {...iconProps} />;
  }
}
