import { Copy, Download, FileText, Plus } from 'lucide-react';
import { useState } from 'react';
import type {
  Category,
  DocumentDetail,
  DocumentField,
  DocumentId,
  DocumentPatch,
} from '../../main/contract/index.ts';
import { announce, goTo } from '../app/shell-state.ts';
import { undo } from '../app/undo.ts';
import { bytes, middle, moment, t } from '../i18n/index.ts';
import { ProofPlaces } from '../checklist/proof-places.tsx';
import { CaptionForm } from '../intake/caption-form.tsx';
import { TextPanel } from '../reading/text-panel.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { iconProps, Tag, Trouble } from '../ui/marks.tsx';
import { change, only } from './actions.ts';
import { FieldEditor } from './field-editor.tsx';
import { categoryPath } from './tree-model.ts';
import { fieldName, retentionName } from './words.ts';

interface DocumentFormProps {
  readonly detail: DocumentDetail;
  readonly categories: readonly Category[];
  readonly page: number;
  readonly terms: readonly string[];
  readonly canChange: boolean;
  readonly editing: DocumentField | null;
  readonly onEdit: (field: DocumentField | null) => void;
  readonly onTag: () => void;
  readonly onShow: (id: DocumentId) => void;
}

const formFields = [
  'year',
  'categoryId',
  'referenceNumber',
  'issuer',
  'date',
  'kind',
  'department',
  'retention',
  'secrecy',
] as const satisfies readonly DocumentField[];

/** Everything known of one document, each field changed where it stands. */
export function DocumentForm(props: DocumentFormProps): React.ReactElement {
  const { detail, canChange, editing, onEdit } = props;
  const { row } = detail;
  return (
    <div className="catalog-form m-scroll">
      {editing === 'title' ? (
        <div className="catalog-form-title">
          <FormField {...props} field="title" />
        </div>
      ) : (
        <h2
          className="catalog-form-title"
          title={canChange ? t('catalog.edit', { field: t('catalog.title') }) : ''}
        >
          {canChange ? (
            <button type="button" data-field="title" onClick={() => onEdit('title')}>
              {row.title}
            </button>
          ) : (
            row.title
          )}
        </h2>
      )}
      {detail.archivalCode !== null && <ArchivalCode code={detail.archivalCode} />}
      <div className="catalog-fields">
        {formFields.map((field) => (
          <FormField key={field} {...props} field={field} />
        ))}
        <div className="catalog-field">
          <span className="catalog-field-name">{t('catalog.pageCount')}</span>
          <span className="catalog-field-fixed">{row.pages.toLocaleString('en-US')}</span>
        </div>
        <TagsField {...props} />
        <FormField {...props} field="note" />
      </div>
      {detail.caption && (
        <div className="catalog-section">
          <CaptionForm key={row.id} detail={detail} disabled={!canChange} />
        </div>
      )}
      <ProofPlaces document={row.id} />
      <Originals detail={detail} onShow={props.onShow} />
      <Records detail={detail} canChange={canChange} />
      {row.pageState === 'ready' && row.pages > 0 && (
        <div className="catalog-section">
          <TextPanel
            documentId={row.id}
            page={props.page}
            terms={props.terms}
            canChange={canChange}
            onCopied={(n) => announce(t('reading.textCopied', { n: String(n) }))}
          />
        </div>
      )}
    </div>
  );
}

function ArchivalCode({ code }: { readonly code: string }): React.ReactElement {
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(code);
    announce(t('catalog.codeCopied', { code }));
  };
  return (
    <p className="catalog-code">
      <span>{t('catalog.archivalCode')}</span>
      <span className="m-selectable">{code}</span>
      <IconButton
        icon={<Copy {...iconProps} size={14} />}
        label={t('catalog.copyCode')}
        onClick={() => void copy()}
      />
    </p>
  );
}

function FormField(
  props: DocumentFormProps & { readonly field: DocumentField },
): React.ReactElement {
  const { detail, field, categories, canChange, editing, onEdit } = props;
  const [kept, setKept] = useState<{ patch: DocumentPatch; of: DocumentDetail } | null>(null);
  const fields = kept && kept.of === detail ? { ...detail.fields, ...kept.patch } : detail.fields;
  const text = valueText(field, fields, categories);
  const name = fieldName(field);

  const save = (patch: DocumentPatch | null): void => {
    onEdit(null);
    if (!patch) return;
    setKept({ patch, of: detail });
    const value = valueText(field, { ...detail.fields, ...patch }, categories);
    void change('catalog.set', { selection: only(detail.row.id), patch }, () =>
      value === ''
        ? t('catalog.fieldCleared', { field: name })
        : t('catalog.fieldChanged', { field: name, value: middle(value, 30) }),
    ).then((done) => {
      if (!done) setKept(null);
    });
  };

  const editor = (
    <FieldEditor
      field={field}
      value={fields[field] ?? null}
      categories={categories}
      onDone={save}
    />
  );
  if (field === 'title') return editor;
  return (
    <div className="catalog-field" data-editing={editing === field}>
      <span className="catalog-field-name">{name}</span>
      {editing === field ? (
        editor
      ) : canChange ? (
        <button
          type="button"
          className="catalog-field-value"
          data-field={field}
          aria-label={`${t('catalog.edit', { field: name })} ${text}`}
          onClick={() => onEdit(field)}
        >
          {text === '' ? <span className="m-muted">{t('catalog.none')}</span> : text}
        </button>
      ) : (
        <span className="catalog-field-fixed m-selectable">{text || t('catalog.none')}</span>
      )}
    </div>
  );
}

function valueText(
  field: DocumentField,
  fields: DocumentPatch,
  categories: readonly Category[],
): string {
  if (field === 'categoryId')
    return categoryPath(categories, fields.categoryId ?? null).join(' › ');
  if (field === 'retention') return fields.retention ? retentionName(fields.retention) : '';
  return String(fields[field] ?? '');
}

function TagsField({ detail, canChange, onTag }: DocumentFormProps): React.ReactElement {
  const { id, tags } = detail.row;
  return (
    <div className="catalog-field">
      <span className="catalog-field-name">{t('catalog.tags')}</span>
      <span className="catalog-field-tags">
        {tags.map((tag) => (
          <Tag
            key={tag.id}
            name={tag.name}
            color={tag.color}
            {...(canChange
              ? {
                  onRemove: () =>
                    void change(
                      'catalog.tag',
                      { selection: only(id), add: [], remove: [tag.name] },
                      (count) => t('catalog.untagged', { names: tag.name, count }),
                    ),
                }
              : {})}
          />
        ))}
        {canChange && (
          <IconButton
            icon={<Plus {...iconProps} />}
            label={t('catalog.addTagShort')}
            keys="T"
            onClick={onTag}
          />
        )}
      </span>
    </div>
  );
}

function Originals({
  detail,
  onShow,
}: {
  readonly detail: DocumentDetail;
  readonly onShow: (id: DocumentId) => void;
}): React.ReactElement {
  const { originals } = detail;
  return (
    <section className="catalog-section">
      <header>
        <h3>{t('catalog.originals')}</h3>
        <span>
          {originals.length > 1 && t('catalog.originalsCount', { count: originals.length })}
        </span>
      </header>
      <ul className="catalog-originals">
        {originals.map((original) => (
          <li key={original.id}>
            <FileText {...iconProps} />
            <span className="m-cut" title={original.sourcePath || original.name}>
              {middle(original.name, 26)}
            </span>
            <span className="catalog-original-size">{bytes(original.bytes)}</span>
            <a
              className="m-icon-button"
              href={original.download}
              download={original.name}
              title={t('catalog.download')}
              aria-label={t('catalog.downloadOriginal', { name: original.name })}
            >
              <Download {...iconProps} />
            </a>
            {(original.pageState === 'damaged' || original.pageState === 'locked') && (
              <span className="catalog-original-note">
                <Trouble>
                  {original.pageState === 'damaged' ? t('catalog.damaged') : t('catalog.locked')}
                </Trouble>
              </span>
            )}
            {original.alsoIn.length > 0 && (
              <span className="catalog-original-note">
                {t('catalog.alsoIn')}
                {original.alsoIn.slice(0, 3).map((other) => (
                  <Button key={other.id} look="link" onClick={() => onShow(other.id)}>
                    {other.title}
                  </Button>
                ))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const recordsShown = 4;

/** Nothing happened since it came in: undoing that would take the whole import back. */
const isArrival = ({ operations }: DocumentDetail): boolean => operations.length === 1;

function Records({
  detail,
  canChange,
}: {
  readonly detail: DocumentDetail;
  readonly canChange: boolean;
}): React.ReactElement {
  return (
    <section className="catalog-section">
      <header>
        <h3>{t('catalog.records')}</h3>
        <span />
        <Button look="link" onClick={() => goTo('history')}>
          {t('catalog.allRecords')}
        </Button>
      </header>
      <ul className="catalog-records">
        {detail.operations.slice(0, recordsShown).map((operation, index) => (
          <li key={operation.id}>
            <span className="m-cut" title={operation.summary}>
              {operation.user} {moment(operation.at)} {operation.summary}
            </span>
            {index === 0 && canChange && !isArrival(detail) && (
              <Button look="link" onClick={() => void undo(operation.id)}>
                {t('catalog.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="m-note">{t('catalog.importedAt', { when: moment(detail.importedAt) })}</p>
    </section>
  );
}
