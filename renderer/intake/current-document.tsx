import { Dropdown } from 'antd';
import { ChevronDown, ChevronUp, Ellipsis } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type {
  DocumentDetail,
  DocumentPatch,
  DocumentRow,
  OpenArchive,
} from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { announce } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { exportDocument } from '../binder/export-document.ts';
import { fieldName } from '../catalog/words.ts';
import { t } from '../i18n/index.ts';
import { PageView } from '../reading/page-view.tsx';
import type { RoomPageWork } from '../reading/use-page-work.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { keepPrefilled } from './caption-form.tsx';
import { destroySecret } from './destroyed-dialog.tsx';
import { inboxFields, isPhoto, patchOf, secrecyStop, type InboxField } from './draft.ts';
import { awaitForm, focusForm, formShown } from './focus-form.ts';
import { confirmOne, keepEdits, notSecret, tagOne } from './inbox-actions.ts';
import { useDetail, wantDetails } from './inbox-details.ts';
import { SecretStop } from './inbox-notes.tsx';
import { ProposalsForm } from './proposals-form.tsx';
import { suggestedSplit } from './suggested-split.ts';
import { takenValue, takesLines } from './taken-line.ts';
import { useDrafts } from './use-drafts.ts';
import type { Place } from './use-place.ts';
import { formSources, sourcesOf, useLit, useProposalLines, type Lit } from './use-source.ts';

/** The pages of the document that is looked at. */
export function CurrentPage(props: {
  readonly archive: OpenArchive;
  readonly row: DocumentRow;
  readonly place: Place;
  readonly work: RoomPageWork;
}) {
  const { row, place } = props;
  const detail = useDetail(row.id);
  const shown = useStore(formSources, (state) => state);
  const mine = shown.document === row.id;
  const name = detail?.originals[0]?.name ?? row.title;
  const cuts = detail ? suggestedSplit(detail)?.before : undefined;
  return (
    <PageView
      documentId={row.id}
      page={place.page}
      onPage={place.setPage}
      strip="left"
      startZoom="width"
      text="all"
      canChange={!props.archive.readOnly}
      work={props.work}
      cuts={new Set(cuts)}
      sources={mine ? shown.sources : undefined}
      sourceTurn={shown.turn}
      taking={mine ? (shown.taking ?? undefined) : undefined}
      heading={
        <span className="inbox-page-name m-cut" title={name}>
          <strong>{name}</strong>{' '}
          {row.pages > 0 ? (
            <span className="m-muted">{t('intake.pagesOf', { count: row.pages })}</span>
          ) : null}
        </span>
      }
    />
  );
}

/** What it will be filed as, and the buttons that file it. */
export function CurrentForm(props: {
  readonly archive: OpenArchive;
  readonly row: DocumentRow;
  readonly place: Place;
  readonly total: number;
  readonly onDelete: () => void;
}) {
  const { archive, row, place, total } = props;
  const detail = useDetail(row.id);
  const tree = useCall('catalog.tree', {}, { tables: ['category', 'tag', 'document_tag'] });
  const drafts = useDrafts(detail, archive.readOnly ? undefined : keepEdits);
  const [valid, setValid] = useState(true);
  useEffect(() => wantDetails([row.id]), [row.id]);
  const known = detail !== undefined;
  const source = useFormSources(detail, drafts.edits, drafts.edit, place, archive.readOnly);
  useEarlyKeys(known, source.onField);
  const stop = detail ? secrecyStop(detail, drafts.edits) : null;
  const canConfirm = detail !== undefined && !archive.readOnly && valid && stop === null;

  const confirm = (): void => {
    if (detail && stop !== null) announce(t('intake.secretRefused'));
    // What nobody has seen is not filed, however soon Enter comes.
    if (!detail) announce(t('intake.notShownYet'));
    if (!detail || !canConfirm) return;
    const edits = drafts.take();
    // Who typed into this form will type into the next.
    if (document.activeElement?.closest('#inbox-form')) awaitForm();
    place.leave();
    if (isPhoto(detail) && detail.caption === null) void keepPrefilled(detail);
    void confirmOne(detail, edits);
  };
  const destroy = (): void => {
    if (!detail || archive.readOnly) return;
    drafts.take();
    place.leave();
    void destroySecret(row.id, row.title);
  };
  useCommand('inbox.confirm', 'Enter', confirm, {
    label: t('intake.confirmNext'),
    when: !archive.readOnly,
  });
  useCommand('inbox.destroy', null, destroy, {
    label: t('intake.secretDestroy'),
    when: !archive.readOnly && stop !== null,
  });
  useCommand('inbox.export', null, () => void exportDocument(row.id, row.title), {
    label: t('binder.exportOne'),
    when: row.pages > 0,
  });
  const years = (tree.data?.years ?? []).flatMap(({ year }) => (year === null ? [] : [year]));
  return (
    <>
      <div className="m-toolbar inbox-toolbar">
        <strong>{t('intake.position', { n: place.index + 1, total })}</strong>
        <IconButton
          icon={<ChevronUp {...iconProps} />}
          label={t('ui.previous')}
          keys="Ctrl+Up"
          disabled={place.index === 0}
          onClick={() => place.move(-1)}
        />
        <IconButton
          icon={<ChevronDown {...iconProps} />}
          label={t('ui.next')}
          keys="Ctrl+Down"
          disabled={place.index >= total - 1}
          onClick={() => place.move(1)}
        />
      </div>
      <div className="inbox-scroll" id="inbox-form" data-pane-focus>
        {detail ? (
          <ProposalsForm
            detail={detail}
            edits={drafts.edits}
            onEdit={drafts.edit}
            onValid={setValid}
            onEnter={confirm}
            onField={source.onField}
            onSource={source.onSource}
            onNote={source.onNote}
            lines={source.lines}
            stop={
              stop === null ? null : (
                <SecretStop
                  marking={stop}
                  note={detail.notes.find(({ code }) => code === 'secret')}
                  disabled={archive.readOnly}
                  isStack={suggestedSplit(detail) !== null}
                  onDestroy={destroy}
                  onNotSecret={() => void notSecret(row.id).then(focusForm)}
                />
              )
            }
            onTags={(add, remove) => void tagOne(row.id, add, remove)}
            categories={tree.data?.categories ?? []}
            tags={tree.data?.tags ?? []}
            years={years}
            readOnly={archive.readOnly}
          />
        ) : null}
      </div>
      <div className="inbox-foot inbox-foot-form">
        <Button
          large
          look="primary"
          keys="Enter"
          disabled={!canConfirm}
          {...(stop === null ? {} : { title: t('intake.secretRefused') })}
          onClick={confirm}
        >
          {total > 1 ? t('intake.confirmNext') : t('intake.confirmLast')}
        </Button>
        <Button large keys="Ctrl+Down" disabled={total < 2} onClick={() => place.move(1)}>
          {t('intake.skip')}
        </Button>
        <MoreMenu
          detail={detail}
          readOnly={archive.readOnly}
          onExport={() => void exportDocument(row.id, row.title)}
          onDelete={props.onDelete}
        />
      </div>
    </>
  );
}

/** Keys for the form that come before it is there act when it is. */
function useEarlyKeys(known: boolean, onField: (field: InboxField) => void): void {
  const wantsSource = useRef(false);
  useCommand('inbox.earlyDoubtful', 'F8', focusForm, { when: !known });
  useCommand(
    'inbox.earlySource',
    'F4',
    () => {
      wantsSource.current = true;
    },
    { when: !known },
  );
  const latest = useRef(onField);
  latest.current = onField;
  useEffect(() => {
    if (!known) return;
    formShown();
    if (wantsSource.current) latest.current(inboxFields[0]);
  }, [known]);
}

/** Shows on the page where the values of the form stand, and takes lines of it into the form. */
function useFormSources(
  detail: DocumentDetail | undefined,
  edits: DocumentPatch,
  edit: (patch: DocumentPatch) => void,
  place: Place,
  readOnly: boolean,
) {
  const lines = useProposalLines(detail);
  const { lit, light } = useLit();
  const field = inboxFields.find((each) => each === lit) ?? null;
  const sources = useMemo(
    () => (detail ? sourcesOf(detail, edits, lines, lit) : []),
    [detail, edits, lines, lit],
  );
  const taking = useMemo(
    () =>
      field === null || readOnly || !takesLines(field)
        ? null
        : {
            name: fieldName(field),
            take: (text: string) => {
              const value = takenValue(field, text);
              if (value === null) announce(t('intake.takenNot', { field: fieldName(field) }));
              else edit(patchOf(field, value));
            },
          },
    [field, readOnly, edit],
  );
  const document = detail?.row.id ?? null;
  // A note is of its own document; a field is looked at in one document after the other.
  useEffect(() => light(null), [document, light]);
  useEffect(() => formSources.set({ document, sources, taking }), [document, sources, taking]);
  useEffect(() => () => formSources.set({ document: null, sources: [], taking: null }), []);

  const pageOf = (name: Lit): number | null =>
    detail
      ? (sourcesOf(detail, edits, lines, name).find(({ focused }) => focused)?.page ?? null)
      : null;
  const show = (name: Lit): void => {
    light(name);
    const page = pageOf(name);
    if (page !== null) place.setPage(page);
    formSources.set(({ turn }) => ({ turn: turn + 1 }));
  };
  /** Lit and in sight already: put out. */
  const showOrPutOut = (name: Lit): void => {
    if (lit === name && place.page === pageOf(name)) light(null);
    else show(name);
  };
  return {
    lines,
    onField: show,
    onSource: (name: InboxField): void => {
      if (pageOf(name) === null) announce(t('intake.noSource', { field: fieldName(name) }));
      else showOrPutOut(name);
    },
    onNote: (name: Lit): void => showOrPutOut(name),
  };
}

function MoreMenu(props: {
  readonly detail: DocumentDetail | undefined;
  readonly readOnly: boolean;
  readonly onExport: () => void;
  readonly onDelete: () => void;
}) {
  const downloads = (props.detail?.originals ?? []).map((original, index) => ({
    key: `original-${index}`,
    label: (
      <a href={original.download} download={original.name}>
        {t('intake.showOriginal')} {original.name}
      </a>
    ),
  }));
  return (
    <Dropdown
      trigger={['click']}
      placement="topRight"
      menu={{
        items: [
          ...downloads,
          {
            key: 'export',
            label: t('binder.exportOne'),
            disabled: (props.detail?.row.pages ?? 0) === 0,
          },
          { type: 'divider' },
          { key: 'delete', label: t('intake.deleteOne'), disabled: props.readOnly },
        ],
        onClick: ({ key }) => {
          if (key === 'delete') props.onDelete();
          if (key === 'export') props.onExport();
        },
      }}
    >
      <button
        type="button"
        className="m-button m-button-default m-button-large inbox-more"
        aria-label={t('intake.moreActions')}
      >
        <Ellipsis {...iconProps} />
      </button>
    </Dropdown>
  );
}
