import { Select } from 'antd';
import { ArrowRight, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type {
  CallResult,
  Category,
  DocumentField,
  DocumentPatch,
  Selection,
} from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { iconProps } from '../ui/marks.tsx';
import { change } from './actions.ts';
import { FieldEditor } from './field-editor.tsx';
import { fieldName } from './words.ts';

interface BulkDialogProps {
  readonly selection: Selection;
  readonly count: number;
  readonly categories: readonly Category[];
  readonly start: DocumentField;
  readonly onClose: () => void;
}

const bulkFields = [
  'year',
  'categoryId',
  'issuer',
  'kind',
  'department',
  'date',
  'retention',
  'secrecy',
  'note',
] as const satisfies readonly DocumentField[];
type BulkField = (typeof bulkFields)[number];

interface Line {
  readonly field: BulkField;
  /** undefined: not filled in yet. */
  readonly patch: DocumentPatch | undefined;
}

const previewRows = 100;

const asBulkField = (field: DocumentField): BulkField =>
  bulkFields.find((each) => each === field) ?? 'issuer';

/** `text` once it has not changed for a moment. */
function useSettled(text: string, restMs: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), restMs);
    return () => clearTimeout(timer);
  }, [text, restMs]);
  return settled;
}

/** Changes fields of many documents; what each becomes is listed before it is confirmed. */
export function BulkDialog(props: BulkDialogProps): React.ReactElement {
  const { selection, count, categories, onClose } = props;
  const [lines, setLines] = useState<readonly Line[]>([
    { field: asBulkField(props.start), patch: undefined },
  ]);
  const ready = lines.some(({ patch }) => patch !== undefined);
  const typed = JSON.stringify(Object.assign({}, ...lines.map((line) => line.patch ?? {})));
  const settled = useSettled(typed, 180);
  const patch = JSON.parse(settled) as DocumentPatch;
  const asked = Object.keys(patch).length > 0;
  const preview = useCall(
    'catalog.preview',
    { selection, patch, limit: previewRows },
    { enabled: asked },
  );
  const known = asked && ready ? preview.data : undefined;
  const changing = known?.changing ?? 0;

  const setLine = (index: number, line: Line): void =>
    setLines(lines.map((each, at) => (at === index ? line : each)));
  const apply = (): void => {
    onClose();
    void change('catalog.set', { selection, patch }, (done) =>
      t('catalog.bulkDone', { count: done }),
    );
  };
  const unused = bulkFields.filter((field) => !lines.some((line) => line.field === field));

  return (
    <Dialog
      title={t('catalog.bulkTitle', { count })}
      width={720}
      onClose={onClose}
      footerStart={
        <span className="m-note" role="status">
          {bulkStatus(ready, known)}
        </span>
      }
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            large
            look="primary"
            disabled={changing === 0 || typed !== settled}
            onClick={apply}
          >
            {t('catalog.bulkConfirm', { count: changing })}
          </Button>
        </>
      }
    >
      <div className="catalog-bulk-lines">
        {lines.map((line, index) => (
          <div key={line.field} className="catalog-bulk-line">
            <Select
              aria-label={t('catalog.bulkField')}
              value={line.field}
              options={[line.field, ...unused].map((field) => ({
                value: field,
                label: fieldName(field),
              }))}
              onChange={(field) => setLine(index, { field, patch: undefined })}
            />
            <ArrowRight {...iconProps} />
            <div {...(index === 0 ? { 'data-autofocus': true } : {})}>
              <FieldEditor
                key={line.field}
                field={line.field}
                value={null}
                categories={categories}
                autoFocus={index === lines.length - 1}
                onDone={() => undefined}
                onValue={(next) => setLine(index, { ...line, patch: next ?? undefined })}
              />
            </div>
            {lines.length > 1 && (
              <IconButton
                icon={<X {...iconProps} />}
                label={t('catalog.bulkRemoveField')}
                onClick={() => setLines(lines.filter((_, at) => at !== index))}
              />
            )}
          </div>
        ))}
        {unused[0] && (
          <Button
            look="link"
            onClick={() => setLines([...lines, { field: unused[0] ?? 'issuer', patch: undefined }])}
          >
            {t('catalog.bulkAddField')}
          </Button>
        )}
      </div>
      <h3>{t('catalog.bulkPreview')}</h3>
      <div
        className="catalog-bulk-preview"
        tabIndex={0}
        role="region"
        aria-label={t('catalog.bulkPreview')}
      >
        {known ? <PreviewTable rows={known.rows} /> : <p>{t('catalog.bulkChoose')}</p>}
      </div>
    </Dialog>
  );
}

type Preview = CallResult<'catalog.preview'>;

function bulkStatus(ready: boolean, known: Preview | undefined): string {
  if (!ready || !known) return '';
  if (known.changing === 0) return t('catalog.bulkNothing');
  const words = t('catalog.bulkChanging', { total: known.total, changing: known.changing });
  return known.changing > known.rows.length
    ? `${words} · ${t('catalog.bulkFirst', { count: known.rows.length })}`
    : words;
}

const emptyWord = (field: DocumentField): string =>
  field === 'categoryId' ? t('catalog.noCategory') : t('catalog.empty');

function PreviewTable({ rows }: { readonly rows: Preview['rows'] }): React.ReactElement {
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-same={row.changes.length === 0}>
            <th scope="row" title={row.title}>
              {row.title}
            </th>
            <td>
              {row.changes.length === 0
                ? t('catalog.bulkUnchanged')
                : row.changes.map((each) => (
                    <span key={each.field} className="catalog-bulk-change">
                      {row.changes.length > 1 && <i>{fieldName(each.field)}</i>}
                      <del>{each.before || emptyWord(each.field)}</del>
                      <ArrowRight size={12} aria-label="→" />
                      <ins>{each.after || emptyWord(each.field)}</ins>
                    </span>
                  ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
