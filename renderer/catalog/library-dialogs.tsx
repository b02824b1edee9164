import type { CatalogTree, DocumentField, Selection } from '../../main/contract/index.ts';
import { AddToBinderDialog } from '../binder/add-to-binder.tsx';
import { LinkDialog } from '../checklist/link-dialog.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';

export type LibraryDialog =
  | { readonly kind: 'tag' | 'binder' | 'link' }
  | { readonly kind: 'bulk'; readonly field: DocumentField };

interface LibraryDialogsProps {
  readonly dialog: LibraryDialog;
  readonly selection: Selection;
  readonly count: number;
  /** Title of the one selected document. */
  readonly title: string | null;
  readonly tree: CatalogTree;
  readonly onClose: () => void;
}

export function LibraryDialogs(props: LibraryDialogsProps): React.ReactElement {
  const { dialog, selection, count, tree, onClose } = props;
  switch (dialog.kind) {
    case 'tag':
      return <TagDialog tags={tree.tags} selection={selection} count={count} onClose={onClose} />;
    case 'binder':
      return <AddToBinderDialog selection={selection} count={count} onClose={onClose} />;
    case 'link':
      return (
        <LinkDialog selection={selection} count={count} title={props.title} onClose={onClose} />
      );
    case 'bulk':
      return (
        <BulkDialog
          selection={selection}
          count={count}
          categories={tree.categories}
          start={dialog.field}
          onClose={onClose}
        />
      );
  }
}
