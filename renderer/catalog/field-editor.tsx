import { Select } from 'antd';
import { useId, useState } from 'react';
import type {
  Category,
  DocumentField,
  DocumentFields,
  DocumentPatch,
} from '../../main/contract/index.ts';
import { retention } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { WarnSign } from '../ui/marks.tsx';
import { CategoryPicker } from './category-picker.tsx';
import { parseLooseDate, parseYear } from './loose-date.ts';
import { fieldName, retentionName } from './words.ts';

/** What a typed value came to: a change to make, or why it cannot be. */
export type ReadField =
  | { readonly ok: true; readonly patch: DocumentPatch }
  | { readonly ok: false; readonly problem: string };

const oneLine = (text: string): string | null => {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  return trimmed === '' ? null : trimmed;
};

function readDate(text: string): ReadField {
  const read = parseLooseDate(text);
  if (read.ok) return { ok: true, patch: { date: read.date } };
  switch (read.reason) {
    case 'form':
      return { ok: false, problem: t('catalog.badDateForm') };
    case 'incomplete':
      return { ok: false, problem: t('catalog.badDateIncomplete') };
    case 'month':
      return { ok: false, problem: t('catalog.badDateMonth', { month: read.month }) };
    case 'day':
      return { ok: false, problem: t('catalog.badDateDay', { month: read.month, day: read.day }) };
  }
}

type TypedField = Exclude<DocumentField, 'categoryId' | 'retention'>;

/** Reads what was typed into a field. */
export function readField(field: TypedField, text: string): ReadField {
  switch (field) {
    case 'date':
      return readDate(text);
    case 'year': {
      const year = parseYear(text);
      return year === undefined
        ? { ok: false, problem: t('catalog.badYear') }
        : { ok: true, patch: { year } };
    }
    case 'title': {
      const title = oneLine(text);
      return title === null
        ? { ok: false, problem: t('catalog.badTitle') }
        : { ok: true, patch: { title } };
    }
    case 'note':
      return { ok: true, patch: { note: text.trim() === '' ? null : text.trim() } };
    default:
      return { ok: true, patch: { [field]: oneLine(text) } };
  }
}

interface FieldEditorProps {
  readonly field: DocumentField;
  readonly value: DocumentFields[DocumentField];
  readonly categories: readonly Category[];
  /** Called with the change, or null where nothing is to change. */
  readonly onDone: (patch: DocumentPatch | null) => void;
  /** Told of every usable value while it is typed; the editor then does not close by itself. */
  readonly onValue?: (patch: DocumentPatch | null) => void;
  readonly autoFocus?: boolean;
}

/** The control a field is edited with, where its value stood. */
export function FieldEditor(props: FieldEditorProps): React.ReactElement {
  const { field, value, onDone, onValue, autoFocus = true } = props;
  if (field === 'categoryId') {
    return (
      <CategoryPicker
        categories={props.categories}
        value={onValue && value === null ? undefined : (value as DocumentFields['categoryId'])}
        noneLabel={t('catalog.noCategory')}
        label={fieldName(field)}
        autoFocus={autoFocus}
        onChange={(categoryId) => (onValue ?? onDone)({ categoryId })}
        {...(onValue ? {} : { onLeave: () => onDone(null) })}
      />
    );
  }
  if (field === 'retention') {
    return (
      <Select
        className="catalog-picker"
        aria-label={fieldName(field)}
        autoFocus={autoFocus}
        defaultOpen={autoFocus}
        allowClear
        placeholder={t('catalog.none')}
        options={retention.options.map((each) => ({ value: each, label: retentionName(each) }))}
        {...(value === null ? {} : { value: value as NonNullable<DocumentFields['retention']> })}
        onChange={(next) => (onValue ?? onDone)({ retention: next ?? null })}
        {...(onValue ? {} : { onBlur: () => onDone(null) })}
      />
    );
  }
  return <TextEditor {...props} field={field} />;
}

const completed = ['issuer', 'kind', 'department', 'secrecy', 'year'] as const;
type Completed = (typeof completed)[number];
const isCompleted = (field: DocumentField): field is Completed =>
  (completed as readonly DocumentField[]).includes(field);

function TextEditor({
  field,
  value,
  onDone,
  onValue,
  autoFocus = true,
}: FieldEditorProps & { readonly field: TypedField }): React.ReactElement {
  const start = value === null ? '' : String(value);
  const [text, setText] = useState(start);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const suggestions = useCall(
    'catalog.values',
    { field: isCompleted(field) ? field : 'issuer', prefix: field === 'year' ? '' : text },
    { enabled: isCompleted(field) },
  );

  const type = (next: string): void => {
    setText(next);
    setProblem(null);
    if (!onValue) return;
    const read = readField(field, next);
    onValue(read.ok ? read.patch : null);
  };
  const settle = (): void => {
    if (onValue) {
      const read = readField(field, text);
      setProblem(read.ok || text === '' ? null : read.problem);
      return;
    }
    if (text.trim() === start.trim()) {
      onDone(null);
      return;
    }
    const read = readField(field, text);
    if (read.ok) onDone(read.patch);
    else setProblem(read.problem);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (composing(event)) return;
    if (event.key === 'Escape' && !onValue) {
      event.preventDefault();
      event.stopPropagation();
      onDone(null);
    }
    if (event.key === 'Enter' && (field !== 'note' || event.ctrlKey) && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      settle();
    }
  };
  const shared = {
    className: 'catalog-input',
    value: text,
    'aria-label': fieldName(field),
    'aria-invalid': problem !== null,
    'aria-describedby': `${id}-problem`,
    autoFocus,
    onBlur: settle,
    onKeyDown,
  };
  const multiline = field === 'note' || field === 'title';
  return (
    <span className="catalog-editor">
      {multiline ? (
        <textarea
          {...shared}
          rows={field === 'note' ? 3 : 2}
          maxLength={field === 'note' ? 4000 : 500}
          onChange={(event) => type(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
      ) : (
        <input
          {...shared}
          maxLength={200}
          {...(isCompleted(field) ? { list: `${id}-values` } : {})}
          onChange={(event) => type(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
      )}
      {isCompleted(field) && (
        <datalist id={`${id}-values`}>
          {(suggestions.data?.values ?? []).map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      <span id={`${id}-problem`} role="alert" className="catalog-problem">
        {problem !== null && (
          <>
            <WarnSign />
            {problem}
          </>
        )}
      </span>
    </span>
  );
}
