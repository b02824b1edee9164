import './inbox.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  DocumentDetail,
  DocumentId,
  DocumentRow,
  ImportSummary,
  OpenArchive,
} from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { Panes } from '../app/panes.tsx';
import { useStatus } from '../app/use-status.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { joinTo, movePages } from '../reading/page-changes.ts';
import type { SelectMode, VirtualListHandle } from '../ui/virtual-list.tsx';
import { BulkPane } from './bulk-pane.tsx';
import { ConfirmManyDialog } from './confirm-many-dialog.tsx';
import { CurrentForm, CurrentPage } from './current-document.tsx';
import { isReliable, isShut } from './draft.ts';
import { DestroyedDialog } from './destroyed-dialog.tsx';
import { EmptyInbox } from './empty-inbox.tsx';
import { focusForm, leaveForm } from './focus-form.ts';
import { ImportProgress } from './import-progress.tsx';
import { ImportReportDialog } from './import-report-dialog.tsx';
import { deleteSome } from './inbox-actions.ts';
import { useDetails, useFreshDetails, wantDetails } from './inbox-details.ts';
import { groupOf, useInboxRows } from './inbox-rows.ts';
import { MovePagesDialog } from './move-pages-dialog.tsx';
import { ReadingProgress } from './reading-progress.tsx';
import { Stack } from './stack.tsx';
import { usePlace } from './use-place.ts';

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
      <DestroyedDialog />
      {total === 0 ? (
        <EmptyInbox archive={archive} onReport={setReport} />
      ) : (
        <WaitingDocuments archive={archive} inbox={inbox} total={total} onReport={setReport} />
      )}
      {report ? (
        <ImportReportDialog
          summary={report}
          readOnly={archive.readOnly}
          onClose={() => setReport(null)}
        />
      ) : null}
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
  const [moving, setMoving] = useState<ReadonlySet<number> | null>(null);
  const details = useDetails();
  const current = rows.row(place.index);
  const bulk = selected.size > 1;

  const currentId = current?.id;
  useEffect(() => {
    // What had the focus may have gone with the document before.
    if (document.activeElement === document.body) list.current?.focus();
  }, [currentId]);
  useFreshDetails();
  useEffect(() => leaveForm, []);
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

  const before = place.index > 0 ? rows.row(place.index - 1) : undefined;
  const canJoin = before !== undefined && !isShut(before) && (current?.pages ?? 0) > 0;
  const join = async (): Promise<boolean> => {
    if (!before || !current || !(await joinTo(before, current.id))) return false;
    place.show(before.id, before.pages + 1);
    return true;
  };
  const drop = (from: DocumentId, pages: ReadonlySet<number>, to: DocumentRow): void => {
    if (!archive.readOnly) void movePages(from, pages, to);
  };
  const loadRows = useCallback(() => range.current(0, Math.min(total, 2000) - 1), [total]);

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
    { keys: 'Ctrl+B', label: t('intake.keySplit') },
    { keys: 'Ctrl+J', label: t('intake.keyJoin') },
    { keys: 'Ctrl+Z', label: t('ui.undo') },
  ]);

  const stack = (
    <>
      <ImportProgress archive={archive} />
      <ReadingProgress archive={archive} />
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
        onPages={drop}
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
            content: current ? (
              <CurrentPage
                key={current.id}
                archive={archive}
                row={current}
                place={place}
                work={{
                  onJoin: canJoin ? join : undefined,
                  onMoveAway: setMoving,
                }}
              />
            ) : null,
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
      {moving && current ? (
        <MovePagesDialog
          from={current}
          pages={moving}
          load={loadRows}
          onClose={() => setMoving(null)}
        />
      ) : null}
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
