import { Copy, FileWarning, Hash, OctagonX, Paperclip, Scissors } from 'lucide-react';
import type { DocumentDetail } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { pageRuns } from '../reading/arrangement.ts';
import { split } from '../reading/page-changes.ts';
import { Button } from '../ui/button.tsx';
import { Confidence, WarnSign, iconProps } from '../ui/marks.tsx';
import { isShut, twinOf } from './draft.ts';
import { focusForm } from './focus-form.ts';
import { noteSource, type SourcedNote } from './note-source.ts';
import { suggestedSplit } from './suggested-split.ts';
import { noteWords, sourceWords, type Note } from './words.ts';

/** What there is to know of a document before its fields are looked at. */
export function InboxNotes(props: {
  readonly detail: DocumentDetail;
  /** Shows on the page what the note is about. */
  readonly onNote: (note: SourcedNote) => void;
}) {
  const { detail } = props;
  const twin = twinOf(detail);
  const shut = isShut(detail.row);
  const remarks = detail.notes.filter((note) => noteWords(note) !== null);
  return (
    <>
      {shut || detail.row.pageState === 'damaged' ? (
        <div className="inbox-note inbox-wide">
          <WarnSign />
          {shut ? t('intake.lockedFile') : t('intake.damagedFile')}
        </div>
      ) : null}
      {twin ? (
        <div className="inbox-note inbox-wide">
          <Copy {...iconProps} />
          {t('intake.sameAsFiled', { title: twin.title })}
        </div>
      ) : null}
      {remarks.length > 0 ? (
        <ul className="inbox-remarks inbox-wide">
          {remarks.map((note) => (
            <Remark key={noteWords(note)} note={note} onNote={props.onNote} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Remark({ note, onNote }: { readonly note: Note; onNote: (note: SourcedNote) => void }) {
  const source = noteSource(note);
  const Icon = source === null || source.wanting ? FileWarning : calmIcons[source.key];
  const calm = source !== null && !source.wanting;
  return (
    <li {...(calm ? { className: 'inbox-remark-calm' } : {})}>
      <Icon {...iconProps} size={14} />
      {source === null ? (
        noteWords(note)
      ) : (
        <>
          <button
            type="button"
            className="inbox-remark-source"
            title={sourceWords(note, source)}
            onClick={() => onNote(source.key)}
          >
            {noteWords(note)}
          </button>
          <Confidence percent={source.confidence} />
        </>
      )}
    </li>
  );
}

const calmIcons = {
  attachments: Paperclip,
  'copy-number': Hash,
  'copy-mark': Copy,
} as const;

/** 第 4 页空白，第 5 页像另一件文件。拆成两件. */
export function SplitSuggestion(props: {
  readonly detail: DocumentDetail;
  readonly disabled: boolean;
}) {
  const suggested = suggestedSplit(props.detail);
  if (!suggested) return null;
  const { before, drop } = suggested;
  const pages = (numbers: readonly number[]): string => pageRuns(numbers, t('app.list'));
  const words =
    drop.length > 0
      ? t('intake.splitBlank', { drop: pages(drop), before: pages(before) })
      : t('intake.splitHead', { before: pages(before) });
  const id = props.detail.row.id;
  return (
    <div className="inbox-note inbox-split inbox-wide">
      <Scissors {...iconProps} />
      <span>{words}</span>
      <Button
        look="link"
        disabled={props.disabled}
        onClick={() => void split(id, before, drop).then((done) => done && focusForm())}
      >
        {before.length === 1
          ? t('intake.splitInTwo')
          : t('intake.splitInto', { count: before.length + 1 })}
      </Button>
    </div>
  );
}

/**
 * The stop of a paper that may not be on this computer, and the two ways on. A stack is parted first:
 * what else is in it need not go.
 */
export function SecretStop(props: {
  readonly marking: string;
  readonly note: Note | undefined;
  readonly disabled: boolean;
  /** Several papers lie on each other, as far as the program sees. */
  readonly isStack: boolean;
  readonly onDestroy: () => void;
  readonly onNotSecret: () => void;
}) {
  const page = Number(props.note?.details['page']);
  return (
    <section className="inbox-secret inbox-wide" role="alert" aria-label={t('intake.secretTitle')}>
      <OctagonX {...iconProps} size={20} />
      <div>
        <strong>
          {props.marking === ''
            ? t('intake.secretUnnamed')
            : t('intake.secretMarked', { marking: props.marking })}
        </strong>
        <p>
          {t('intake.secretRule')}
          {page > 0 ? t('intake.secretWhere', { page }) : ''}
          {props.isStack ? t('intake.secretStack') : ''}
        </p>
        <div className="inbox-secret-actions">
          <Button
            look={props.isStack ? 'default' : 'primary'}
            disabled={props.disabled}
            onClick={props.onDestroy}
          >
            {t('intake.secretDestroy')}
          </Button>
          <Button look="link" disabled={props.disabled} onClick={props.onNotSecret}>
            {t('intake.secretNone')}
          </Button>
        </div>
      </div>
    </section>
  );
}
