import type {
  Checklist,
  ChecklistId,
  ItemDetail,
  ItemId,
  PlaceId,
  Proof,
  Slot,
} from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { ConfirmDialog } from '../ui/dialog.tsx';
import { change } from './actions.ts';
import { EditionDialog } from './edition-dialog.tsx';
import { MatchDialog } from './editions-match.tsx';
import { RolloverDialog } from './editions-rollover.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ItemDialog } from './item-dialog.tsx';
import { ProofDialog } from './proof-dialog.tsx';
import { SlotDialog } from './slot-dialog.tsx';

export type ChecklistDialog =
  | { readonly kind: 'edition'; readonly checklist: Checklist | null }
  | { readonly kind: 'next-year' | 'carry-on'; readonly checklist: Checklist }
  | { readonly kind: 'import'; readonly place: PlaceId }
  | { readonly kind: 'remove'; readonly checklist: Checklist }
  | { readonly kind: 'item'; readonly detail: ItemDetail }
  /** A new item beneath `parentId`, behind `after` or last. */
  | { readonly kind: 'add-item'; readonly parentId: ItemId | null; readonly after: number | null }
  | { readonly kind: 'slot'; readonly item: ItemId; readonly slot: Slot | null }
  | { readonly kind: 'proof'; readonly proof: Proof };

export function ChecklistDialogs(props: {
  readonly dialog: ChecklistDialog;
  readonly checklist: ChecklistId | null;
  readonly onDialog: (dialog: ChecklistDialog) => void;
  readonly onClose: () => void;
}): React.ReactElement {
  const { dialog, checklist, onClose } = props;
  switch (dialog.kind) {
    case 'edition':
      return <EditionDialog checklist={dialog.checklist} onClose={onClose} />;
    case 'next-year':
      return <RolloverDialog checklist={dialog.checklist} onClose={onClose} />;
    case 'carry-on':
      return <MatchDialog checklist={dialog.checklist} onClose={onClose} />;
    case 'import':
      return (
        <ImportDialog
          place={dialog.place}
          onMatch={(made) => props.onDialog({ kind: 'carry-on', checklist: made })}
          onClose={onClose}
        />
      );
    case 'remove':
      return <RemoveDialog checklist={dialog.checklist} onClose={onClose} />;
    case 'item':
      return <ItemDialog detail={dialog.detail} place={null} onClose={onClose} />;
    case 'add-item':
      return (
        <ItemDialog
          detail={null}
          place={checklist && { checklist, parentId: dialog.parentId, position: dialog.after }}
          onClose={onClose}
        />
      );
    case 'slot':
      return <SlotDialog item={dialog.item} slot={dialog.slot} onClose={onClose} />;
    case 'proof':
      return <ProofDialog proof={dialog.proof} onClose={onClose} />;
  }
}

function RemoveDialog(props: {
  readonly checklist: Checklist;
  readonly onClose: () => void;
}): React.ReactElement {
  const { checklist, onClose } = props;
  return (
    <ConfirmDialog
      title={t('checklist.removeTitle', { name: checklist.name })}
      yes={t('checklist.removeYes')}
      onYes={() => {
        onClose();
        void change('checklist.remove', { id: checklist.id }, () =>
          t('checklist.removed', { name: checklist.name }),
        );
      }}
      onClose={onClose}
    >
      <p>{t('checklist.removeBody', { count: checklist.rows })}</p>
    </ConfirmDialog>
  );
}
