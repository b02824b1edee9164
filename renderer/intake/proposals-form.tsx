import { Input } from 'antd';
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type {
  Category,
  CategoryId,
  DocumentDetail,
  DocumentField,
  DocumentPatch,
  Tag as TagRow,
  TextLine,
} from '../../main/contract/index.ts';
import { composing, useCommand } from '../app/commands.ts';
import { CategoryPicker } from '../catalog/category-picker.tsx';
import { retentionName } from '../catalog/words.ts';
import { t } from '../i18n/index.ts';
import {
  alternatives,
  doubtfulFields,
  inboxFields,
  isPhoto,
  patchOf,
  proposedValue,
  valueOf,
  type InboxField,
  type Value,
} from './draft.ts';
import { CaptionForm } from './caption-form.tsx';
import { ChoiceControl, DateControl } from './field-controls.tsx';
import { FormField } from './form-field.tsx';
import { InboxNotes, SplitSuggestion } from './inbox-notes.tsx';
import { kinds, secrecies, yearChoices } from './known-values.ts';
import type { SourcedNote } from './note-source.ts';
import { TagsControl } from './tags-control.tsx';

interface FormProps {
  readonly detail: DocumentDetail;
  readonly edits: DocumentPatch;
  readonly onEdit: (patch: DocumentPatch) => void;
  readonly onValid: (valid: boolean) => void;
  readonly onEnter: () => void;
  /** A field of the form has the focus. */
  readonly onField: (field: InboxField) => void;
  /** Shows where the value of a field was read, or no longer. */
  readonly onSource: (field: InboxField) => void;
  /** Shows what a note is about, or no longer. */
  readonly onNote: (note: SourcedNote) => void;
  readonly lines: ReadonlyMap<number, readonly TextLine[]>;
  /** Stands above everything: what stops this document. */
  readonly stop: ReactNode;
  readonly onTags: (add: readonly string[], remove: readonly string[]) => void;
  readonly categories: readonly Category[];
  readonly tags: readonly TagRow[];
  readonly years: readonly number[];
  readonly readOnly: boolean;
}

/** What will be filed: each field with how sure it is and where it came from. */
export function ProposalsForm(props: FormProps) {
  const { detail, edits } = props;
  const form = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const idOf = (field: InboxField): string => `${prefix}-${field}`;
  const set = (field: DocumentField, value: Value): void => props.onEdit(patchOf(field, value));
  const offers = inboxFields.flatMap((field) =>
    alternatives(detail, edits, field).map((proposal) => ({ field, proposal })),
  );
  const take = (index: number): void => {
    const offer = offers[index];
    if (offer) set(offer.field, proposedValue(offer.proposal));
  };
  useAlternativeKeys(take, offers.length);
  useFieldKeys(props, form, idOf);

  const keyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || composing(event) || event.ctrlKey || event.altKey) return;
    const { target } = event;
    if (target instanceof HTMLButtonElement || !(target instanceof HTMLElement)) return;
    if (target.getAttribute('aria-expanded') === 'true') return;
    event.preventDefault();
    event.stopPropagation();
    // Held down, it would file one document after the other unseen.
    if (event.repeat) return;
    // Leaving the field first lets a typed date be read.
    if (target.closest('[data-field="date"]')) target.blur();
    setTimeout(() => {
      target.focus();
      props.onEnter();
    }, 0);
  };

  const text = (field: 'referenceNumber' | 'issuer'): ReactNode => (
    <Input
      id={idOf(field)}
      value={String(valueOf(detail, edits, field) ?? '')}
      disabled={props.readOnly}
      autoComplete="off"
      onChange={(event) => set(field, event.target.value)}
    />
  );
  const chosen = (field: 'kind' | 'secrecy' | 'retention'): string | null => {
    const value = valueOf(detail, edits, field);
    return value === null ? null : String(value);
  };
  const field = (name: InboxField, control: ReactNode, className = ''): ReactNode => (
    <FormField
      key={name}
      {...props}
      field={name}
      id={idOf(name)}
      className={className}
      offers={offers}
      onTake={take}
    >
      {control}
    </FormField>
  );

  return (
    <div
      className="inbox-form"
      ref={form}
      onKeyDownCapture={keyDown}
      onFocusCapture={(event) => {
        const name = event.target.closest<HTMLElement>('[data-field]')?.dataset['field'];
        const focused = inboxFields.find((each) => each === name);
        if (focused) props.onField(focused);
      }}
    >
      {props.stop}
      <SplitSuggestion detail={detail} disabled={props.readOnly} />
      <InboxNotes detail={detail} onNote={props.onNote} />
      {field('referenceNumber', text('referenceNumber'), 'inbox-wide')}
      {field(
        'title',
        <Input.TextArea
          id={idOf('title')}
          value={String(valueOf(detail, edits, 'title') ?? '')}
          disabled={props.readOnly}
          autoSize={{ minRows: 1, maxRows: 4 }}
          onChange={(event) => set('title', event.target.value.replaceAll('\n', ''))}
        />,
        'inbox-wide',
      )}
      {isPhoto(detail) ? (
        <CaptionForm detail={detail} disabled={props.readOnly} className="inbox-wide" />
      ) : null}
      {field('issuer', text('issuer'), 'inbox-issuer')}
      {field(
        'date',
        <DateControl
          key={detail.row.id}
          id={idOf('date')}
          value={valueOf(detail, edits, 'date') as string | null}
          disabled={props.readOnly}
          onChange={(value) => set('date', value)}
          onValid={props.onValid}
        />,
        'inbox-half',
      )}
      {field(
        'year',
        <ChoiceControl
          id={idOf('year')}
          value={valueOf(detail, edits, 'year')?.toString() ?? null}
          options={yearChoices(props.years)}
          placeholder={t('intake.noYear')}
          disabled={props.readOnly}
          check={(typed) => /^(19|2\d)\d\d$/.test(typed)}
          onChange={(value) => set('year', value === null ? null : Number(value))}
        />,
        'inbox-year',
      )}
      {field(
        'categoryId',
        <CategoryControl {...props} onChange={(id) => set('categoryId', id)} />,
        'inbox-category',
      )}
      {field(
        'kind',
        <ChoiceControl
          id={idOf('kind')}
          value={chosen('kind')}
          options={kinds.map((value) => ({ value, label: value }))}
          placeholder={t('catalog.none')}
          disabled={props.readOnly}
          check={(typed) => typed.length <= 40}
          onChange={(value) => set('kind', value)}
        />,
        'inbox-third',
      )}
      {field(
        'secrecy',
        <ChoiceControl
          id={idOf('secrecy')}
          value={chosen('secrecy')}
          options={secrecies.map((value) => ({ value, label: value }))}
          placeholder={t('catalog.none')}
          disabled={props.readOnly}
          onChange={(value) => set('secrecy', value)}
        />,
        'inbox-third',
      )}
      {field(
        'retention',
        <ChoiceControl
          id={idOf('retention')}
          value={chosen('retention')}
          options={(['Y', 'D30', 'D10'] as const).map((value) => ({
            value,
            label: retentionName(value),
          }))}
          placeholder={t('catalog.none')}
          disabled={props.readOnly}
          onChange={(value) => set('retention', value)}
        />,
        'inbox-third',
      )}
      <div className="inbox-field inbox-wide">
        <label htmlFor={`${prefix}-tags`}>{t('catalog.tags')}</label>
        <TagsControl
          id={`${prefix}-tags`}
          tags={detail.row.tags}
          all={props.tags}
          disabled={props.readOnly}
          onChange={props.onTags}
        />
      </div>
    </div>
  );
}

function CategoryControl(
  props: FormProps & { readonly onChange: (id: CategoryId | null) => void },
) {
  const id = valueOf(props.detail, props.edits, 'categoryId');
  const category = props.categories.find((each) => Number(each.id) === id);
  if (props.readOnly) {
    return <Input disabled value={category?.name ?? ''} aria-label={t('catalog.category')} />;
  }
  return (
    <CategoryPicker
      label={t('catalog.category')}
      categories={props.categories}
      value={category?.id}
      onChange={props.onChange}
    />
  );
}

/** Alt+1 … Alt+9 take the alternatives in the order they stand. */
function useAlternativeKeys(take: (index: number) => void, count: number): void {
  for (let n = 1; n <= 9; n++) {
    // Always nine, so the order of hooks holds.
    useCommand(`inbox.alternative.${n}`, `Alt+${n}`, () => take(n - 1), { when: n <= count });
  }
}

function useFieldKeys(
  props: FormProps,
  form: React.RefObject<HTMLDivElement | null>,
  idOf: (field: InboxField) => string,
): void {
  const { detail, edits, onSource } = props;
  const focused = (): InboxField | undefined =>
    inboxFields.find((field) =>
      form.current?.querySelector(`[data-field="${field}"]:focus-within`),
    );
  const focus = (field: InboxField): void => {
    const element =
      document.getElementById(idOf(field)) ??
      form.current?.querySelector<HTMLElement>(`[data-field="${field}"] input`);
    element?.focus();
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      element.select();
    }
  };
  useCommand(
    'inbox.doubtful',
    'F8',
    () => {
      const doubtful = doubtfulFields(detail, edits);
      const at = inboxFields.indexOf(focused() ?? 'retention');
      const next = doubtful.find((field) => inboxFields.indexOf(field) > at) ?? doubtful[0];
      if (next) focus(next);
    },
    { label: t('intake.keyDoubtful') },
  );
  useCommand(
    'inbox.source',
    'F4',
    () => {
      onSource(focused() ?? inboxFields[0]);
    },
    { label: t('intake.keySource') },
  );
}
