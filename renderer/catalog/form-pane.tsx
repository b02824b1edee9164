import type { Category, DocumentField, DocumentId, Selection } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { DocumentForm } from './document-form.tsx';
import { ManyPane } from './many-pane.tsx';

interface FormPaneProps {
  readonly document: DocumentId | null;
  /** Several are selected: these; null: the one document. */
  readonly selection: Selection | null;
  readonly count: number;
  readonly categories: readonly Category[];
  readonly page: number;
  readonly terms: readonly string[];
  readonly canChange: boolean;
  readonly editing: DocumentField | null;
  readonly onEdit: (field: DocumentField | null) => void;
  readonly onTag: () => void;
  readonly onShow: (id: DocumentId) => void;
}

/** Right pane of the library: the fields of one document, or how several spread. */
export function FormPane(props: FormPaneProps): React.ReactElement {
  if (props.selection) return <ManyPane selection={props.selection} count={props.count} />;
  if (props.document === null) {
    return <div className="catalog-form" />;
  }
  return <OneDocument {...props} document={props.document} />;
}

function OneDocument(props: FormPaneProps & { readonly document: DocumentId }): React.ReactElement {
  const detail = useCall('catalog.get', { id: props.document }, { tables: ['*'] });
  if (!detail.data) return <div className="catalog-form" />;
  return <DocumentForm {...props} detail={detail.data} />;
}
