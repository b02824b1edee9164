import './inbox.css';
import { Dropdown } from 'antd';
import { ChevronDown, ChevronUp, Ellipsis } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  DocumentDetail,
  DocumentId,
  DocumentRow,
  ImportSummary,
  OpenArchive,
} from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { Panes } from '../app/panes.tsx';
import { shell } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { useStatus } from '../app/use-status.ts';
import { PageView } from '../reading/page-view.tsx';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import type { SelectMode, VirtualListHandle } from '../ui/virtual-list.tsx';
import { BulkPane } from './bulk-pane.tsx';
import { ConfirmManyDialog } from './confirm-many-dialog.tsx';
import { isReliable } from './draft.ts';
import { EmptyInbox } from './empty-inbox.tsx';
import { confirmOne, deleteSome, keepEdits, tagOne } from './inbox-actions.ts';
import { useDetail, useDetails, useFreshDetails, wantDetails } from './inbox-details.ts';
import { groupOf, useInboxRows } from './inbox-rows.ts';
import { ImportProgress } from './import-progress.tsx';
import { ImportReportDialog } from './import-report-dialog.tsx';
import { ProposalsForm } from './proposals-form.tsx';
import { Stack } from './stack.tsx';
import { useDrafts } from './use-drafts.ts';

/** How many waiting documents are looked at to say how many can be confirmed at once. */
const lookedAt = 300;

/** What came in and waits to be confirmed: one by one, or many reliable ones. */
export function InboxRoom({ archive }: { readonly archive: OpenArchive }) {
  const inbox = useInboxRows();
  const [report, setReport] = useState<ImportSummary | null>(null);
  const total = inbox.rows.total;
  if (total === null) return null;
  return (
    <>
      {total === 0 ? (
        <EmptyInbox archive={archive} onReport={setReport} />
      ) : (
        <WaitingDocuments archive={archive} inbox={inbox} total={total} onReport={setReport} />
      )}
      {report ? <ImportReportDialog summary={report} onClose={() => setReport(null)} /> : null}
    </>
  );
}

function WaitingDocuments(props: {
  readonly archive: OpenArchive;
  readonly inbox: ReturnType<typeof useInboxRows>;
  readonly total: number;
  readonly onReport: (group: ImportSummary) => void;
}) {
  const { archive, inbox, total } = props;
  const { rows } = inbox;
  const list = useRef<VirtualListHandle>(null);
  const place = usePlace(rows.row, total);
  const [selected, setSelected] = useState<ReadonlySet<DocumentId>>(new Set());
  const [anchor, setAnchor] = useState(0);
  const [many, setMany] = useState<readonly DocumentDetail[] | null>(null);
  const details = useDetails();
  const current = rows.row(place.index);
  const bulk = selected.size > 1;

  useEffect(() => {
    if (document.activeElement === document.body) list.current?.focus();
  }, []);
  useFreshDetails(() => firstRows(rows.row, total).map((row) => row.id));
  const range = useRef(rows.range);
  range.current = rows.range;
  useEffect(() => {
    void range
      .current(0, Math.min(total, lookedAt) - 1)
      .then((found) => wantDetails(found.map((row) => row.id)));
  }, [total]);
  const reliable = firstRows(rows.row, total).flatMap((row) => {
    const detail = details.get(row.id);
    return detail && isReliable(detail) ? [detail] : [];
  });

  const select = async (index: number, mode: SelectMode): Promise<void> => {
    if (mode === 'range') {
      const found = await rows.range(Math.min(anchor, index), Math.max(anchor, index));
      setSelected(new Set(found.map((row) => row.id)));
      return;
    }
    if (mode === 'all') {
      const found = await rows.range(0, Math.min(total, 2000) - 1);
      setSelected(new Set(found.map((row) => row.id)));
      return;
    }
    setAnchor(index);
    const id = rows.row(index)?.id;
    if (id === undefined) return;
    if (mode === 'only') return setSelected(new Set([id]));
    const next = new Set(selected.size > 0 ? selected : current ? [current.id] : []);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  const removeSome = (): void => {
    const ids = bulk ? [...selected] : current ? [current.id] : [];
    if (ids.length === 0 || archive.readOnly) return;
    if (!bulk) place.leave();
    setSelected(new Set());
    void deleteSome(ids, current?.title ?? '');
  };
  useCommand('inbox.delete', 'Delete', removeSome, {
    label: t('intake.deleteOne'),
    when: !archive.readOnly,
  });
  useCommand('inbox.next', 'Ctrl+Down', () => place.move(1), {
    label: t('intake.skip'),
    inFields: true,
  });
  useCommand('inbox.previous', 'Ctrl+Up', () => place.move(-1), {
    label: t('ui.previous'),
    inFields: true,
  });
  useCommand('inbox.many', 'Ctrl+Shift+Enter', () => setMany(reliable), {
    label: t('intake.confirmReliable', { count: reliable.length }),
    inFields: true,
    when: reliable.length > 0 && !archive.readOnly,
  });
  const group = groupOf(inbox.groups, place.index);
  useCommand('inbox.report', 'Ctrl+R', () => group && props.onReport(group), {
    label: t('intake.report'),
    when: group !== undefined,
  });
  useStatus(t('intake.statusCount', { count: total }), [
    { keys: 'Tab', label: t('intake.keyNext') },
    { keys: 'F4', label: t('intake.keySource') },
    { keys: 'F8', label: t('intake.keyDoubtful') },
    { keys: 'Alt+1–9', label: t('intake.keyAlternative') },
    { keys: 'Delete', label: t('intake.keyDelete') },
    { keys: 'Ctrl+Z', label: t('ui.undo') },
  ]);

  const stack = (
    <>
      <ImportProgress archive={archive} />
      <Stack
        listRef={list}
        inbox={inbox}
        active={place.index}
        isSelected={(index) => {
          const id = rows.row(index)?.id;
          return bulk ? id !== undefined && selected.has(id) : index === place.index;
        }}
        onActive={place.goTo}
        onSelect={(index, mode) => void select(index, mode)}
        onOpen={() => focusForm()}
        onReport={props.onReport}
      />
      <div className="inbox-foot inbox-foot-stack">
        <Button
          large
          {...(reliable.length > 0 ? { keys: 'Ctrl+Shift+Enter' } : {})}
          disabled={reliable.length === 0 || archive.readOnly}
          onClick={() => setMany(reliable)}
        >
          {reliable.length === 0
            ? t('intake.confirmNone')
            : t('intake.confirmReliable', { count: reliable.length })}
        </Button>
      </div>
    </>
  );

  return (
    <>
      <Panes
        screen="inbox"
        panes={[
          {
            id: 'stack',
            label: t('intake.stack'),
            width: [272, 320],
            min: 220,
            max: 360,
            drawer: 'left',
            content: stack,
          },
          {
            id: 'page',
            label: t('intake.pageStack'),
            min: 360,
            content: current ? <CurrentPage key={current.id} row={current} place={place} /> : null,
          },
          {
            id: 'proposals',
            label: t('intake.proposals'),
            width: [392, 460],
            min: 360,
            max: 520,
            drawer: 'right',
            startsOpen: true,
            content: bulk ? (
              <BulkPane
                archive={archive}
                ids={[...selected]}
                onDone={() => setSelected(new Set())}
                onDelete={removeSome}
              />
            ) : current ? (
              <CurrentForm
                key={current.id}
                archive={archive}
                row={current}
                place={place}
                total={total}
                onDelete={removeSome}
              />
            ) : null,
          },
        ]}
      />
      {many ? <ConfirmManyDialog details={many} onClose={() => setMany(null)} /> : null}
    </>
  );
}

/** The rows already here, as far as they are looked at. */
function firstRows(
  row: (index: number) => DocumentRow | undefined,
  total: number,
): readonly DocumentRow[] {
  const found = [];
  for (let index = 0; index < Math.min(total, lookedAt); index++) {
    const each = row(index);
    if (each) found.push(each);
  }
  return found;
}

interface Place {
  readonly index: number;
  readonly page: number;
  readonly setPage: (page: number) => void;
  readonly goTo: (index: number) => void;
  readonly move: (step: number) => void;
  /** The current document is about to go: its neighbour becomes current. */
  readonly leave: () => void;
}

/** Which document is looked at. Follows it by id when rows come or go above it. */
function usePlace(row: (index: number) => DocumentRow | undefined, total: number): Place {
  const [at, setAt] = useState<{ index: number; id: DocumentId | null }>({ index: 0, id: null });
  const [page, setPage] = useState(1);
  const target = useStore(shell, (state) => state.target);
  const index = Math.min(whereIs(at, row), total - 1);
  const goTo = useCallback(
    (next: number) => {
      const to = Math.min(total - 1, Math.max(0, next));
      setAt({ index: to, id: row(to)?.id ?? null });
      setPage(1);
    },
    [row, total],
  );
  useEffect(() => {
    if (target?.documentId !== undefined) setAt({ index: 0, id: target.documentId });
  }, [target]);
  const current = row(index)?.id ?? null;
  useEffect(() => {
    if (current === null || (current === at.id && index === at.index)) return;
    if (current !== at.id) setPage(1);
    setAt({ index, id: current });
  }, [current, index, at]);
  return {
    index,
    page,
    setPage,
    goTo,
    move: (step) => goTo(index + step),
    leave: () => {
      const next = index + 1 < total ? index + 1 : index - 1;
      setAt({ index, id: row(next)?.id ?? null });
      setPage(1);
    },
  };
}

function whereIs(
  at: { readonly index: number; readonly id: DocumentId | null },
  row: (index: number) => DocumentRow | undefined,
): number {
  if (at.id === null) return at.index;
  for (let away = 0; away < 300; away++) {
    if (row(at.index - away)?.id === at.id) return at.index - away;
    if (row(at.index + away)?.id === at.id) return at.index + away;
  }
  return at.index;
}

function CurrentPage({ row, place }: { readonly row: DocumentRow; readonly place: Place }) {
  const detail = useDetail(row.id);
  const name = detail?.originals[0]?.name ?? row.title;
  return (
    <PageView
      documentId={row.id}
      page={place.page}
      onPage={place.setPage}
      strip="left"
      startZoom="width"
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

function CurrentForm(props: {
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
  useEffect(() => {
    if (known && typing) focusForm();
    typing = false;
  }, [known]);

  const confirm = (): void => {
    if (!detail || archive.readOnly || !valid) return;
    const edits = drafts.take();
    typing = document.activeElement !== null && inForm(document.activeElement);
    place.leave();
    void confirmOne(detail, edits);
  };
  useCommand('inbox.confirm', 'Enter', confirm, {
    label: t('intake.confirmNext'),
    when: !archive.readOnly,
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
            onSource={place.setPage}
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
          disabled={!detail || archive.readOnly || !valid}
          onClick={confirm}
        >
          {total > 1 ? t('intake.confirmNext') : t('intake.confirmLast')}
        </Button>
        <Button large keys="Ctrl+Down" disabled={total < 2} onClick={() => place.move(1)}>
          {t('intake.skip')}
        </Button>
        <MoreMenu detail={detail} readOnly={archive.readOnly} onDelete={props.onDelete} />
      </div>
    </>
  );
}

function MoreMenu(props: {
  readonly detail: DocumentDetail | undefined;
  readonly readOnly: boolean;
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
          { type: 'divider' },
          { key: 'delete', label: t('intake.deleteOne'), disabled: props.readOnly },
        ],
        onClick: ({ key }) => {
          if (key === 'delete') props.onDelete();
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

/** Whether the document just confirmed was being typed into: then so will the next. */
let typing = false;

const inForm = (element: Element): boolean => element.closest('#inbox-form') !== null;

/** The first field that wants a look, else the first field. */
function focusForm(): void {
  const form = document.getElementById('inbox-form');
  const field =
    form?.querySelector<HTMLElement>('[data-doubtful] :is(input, textarea)') ??
    form?.querySelector<HTMLElement>('input, textarea');
  field?.focus();
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
}
