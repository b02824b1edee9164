import { useState } from 'react';
import type { AssignmentPatch, ItemDetail } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { MenuButton } from '../ui/menu-button.tsx';
import { WarnSign } from '../ui/marks.tsx';
import { progress } from '../../main/contract/index.ts';
import { change } from './actions.ts';
import { patchOf, type AssignmentField } from './assignment-patch.ts';
import { dueWords, isOverdue, progressName } from './words.ts';

/** Who owes an item and by when; each part is changed where it stands. */
export function AssignmentLine(props: {
  readonly detail: ItemDetail;
  readonly canChange: boolean;
}): React.ReactElement {
  const { detail, canChange } = props;
  const { owed, assignment } = detail;
  const [editing, setEditing] = useState<AssignmentField | null>(null);
  const save = (patch: AssignmentPatch): void =>
    void change('checklist.assign', { ids: [detail.id], patch }, () => t('checklist.assigned'));
  const overdue = owed.due !== null && owed.progress !== 'done' && isOverdue(owed.due);
  const part = (field: AssignmentField, words: string, inherited: boolean): React.ReactElement => (
    <Part
      key={field}
      field={field}
      words={words}
      start={startOf(field, assignment)}
      inherited={inherited && words !== ''}
      overdue={field === 'due' && overdue}
      canChange={canChange}
      editing={editing === field}
      onEdit={() => setEditing(field)}
      onDone={(patch) => {
        setEditing(null);
        if (patch) save(patch);
      }}
    />
  );
  return (
    <div className="item-assignment" role="group" aria-label={t('checklist.assignment')}>
      {part('department', owed.department ?? '', assignment.department === null)}
      {part('leader', owed.leader ?? '', assignment.leader === null)}
      {part('person', owed.person ?? '', assignment.person === null)}
      {part('helping', owed.helping.join(t('app.list')), assignment.helping.length === 0)}
      {part('due', owed.due === null ? '' : dueWords(owed.due), assignment.due === null)}
      <span className="item-part">
        <span className="item-part-name">{t('checklist.progress')}</span>
        {canChange ? (
          <MenuButton
            className="item-part-value"
            words={progressName(assignment.progress)}
            label={`${t('checklist.progress')} ${progressName(assignment.progress)}`}
            items={progress.options.map((each) => ({
              key: each,
              label: progressName(each),
              onClick: () => save({ progress: each }),
            }))}
          />
        ) : (
          <span className="item-part-fixed">{progressName(assignment.progress)}</span>
        )}
      </span>
      {(assignment.note !== null || assignment.progress === 'disputed') &&
        part('note', assignment.note ?? '', false)}
    </div>
  );
}

function Part(props: {
  readonly field: AssignmentField;
  readonly words: string;
  /** As typed: what was said of the item itself. */
  readonly start: string;
  /** Said above the item, not of it. */
  readonly inherited: boolean;
  readonly overdue: boolean;
  readonly canChange: boolean;
  readonly editing: boolean;
  readonly onEdit: () => void;
  readonly onDone: (patch: AssignmentPatch | null) => void;
}): React.ReactElement {
  const { field, words, canChange } = props;
  const name = partName(field);
  const shown = words === '' ? <span className="m-muted">{t('checklist.unset')}</span> : words;
  return (
    <span className="item-part" data-inherited={props.inherited} data-overdue={props.overdue}>
      <span className="item-part-name">{name}</span>
      {props.editing ? (
        <PartEditor field={field} name={name} start={props.start} onDone={props.onDone} />
      ) : canChange ? (
        <button
          type="button"
          className="item-part-value"
          aria-label={`${t('catalog.edit', { field: name })} ${words || t('checklist.unset')}`}
          title={props.inherited ? t('checklist.inherited') : words}
          onClick={props.onEdit}
        >
          {shown}
        </button>
      ) : (
        <span className="item-part-fixed m-selectable">{shown}</span>
      )}
    </span>
  );
}

/** Enter or leaving keeps, Escape does not; a date that cannot be read stays to be mended. */
function PartEditor(props: {
  readonly field: AssignmentField;
  readonly name: string;
  readonly start: string;
  readonly onDone: (patch: AssignmentPatch | null) => void;
}): React.ReactElement {
  const { field, start } = props;
  const [text, setText] = useState(start);
  const [bad, setBad] = useState(false);
  const settle = (leaving: boolean): void => {
    if (text.trim() === start) {
      props.onDone(null);
      return;
    }
    const patch = patchOf(field, text.trim());
    if (patch) props.onDone(patch);
    else setBad(true);
    if (!patch && leaving) setBad(true);
  };
  return (
    <span className="item-part-editor">
      <input
        autoFocus
        className="catalog-name-input"
        value={text}
        maxLength={field === 'note' ? 2000 : 300}
        aria-label={props.name}
        aria-invalid={bad}
        placeholder={field === 'due' ? '2024-09-20' : props.name}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setText(event.target.value);
          setBad(false);
        }}
        onBlur={() => settle(true)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (composing(event)) return;
          if (event.key === 'Enter') settle(false);
          if (event.key === 'Escape') props.onDone(null);
        }}
      />
      {bad && (
        <span role="alert" className="item-part-bad" title={t('catalog.badDateForm')}>
          <WarnSign />
          {t('checklist.badDate')}
        </span>
      )}
    </span>
  );
}

function partName(field: AssignmentField): string {
  switch (field) {
    case 'department':
      return t('checklist.lead');
    case 'helping':
      return t('checklist.helping');
    case 'leader':
      return t('checklist.leader');
    case 'person':
      return t('checklist.person');
    case 'due':
      return t('checklist.due');
    case 'note':
      return t('checklist.note');
  }
}

function startOf(field: AssignmentField, assignment: ItemDetail['assignment']): string {
  if (field === 'helping') return assignment.helping.join(t('app.list'));
  return assignment[field] ?? '';
}
