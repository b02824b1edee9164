import { useMemo, useState } from 'react';
import type { Checklist, ChecklistId, ItemId } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import type { LegendState } from '../checklist/words.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { CellStrip, useItemAt } from './cell-strip.tsx';
import { EditionHead } from './edition-head.tsx';
import { gridRows, type GridRow, type Overview } from './editions.ts';
import type { Place } from './grid-layout.ts';
import { Legend } from './legend.tsx';
import { LowerPane } from './lower-pane.tsx';
import { openItem } from './open-item.ts';
import { OverviewGrid } from './overview-grid.tsx';
import { SendDialog, type Sending } from './send-dialog.tsx';
import { sendSheet } from './send-sheet.ts';

const tables = [
  'checklist',
  'checklist_item',
  'assignment',
  'slot',
  'link',
  'link_page',
  'part',
  'document',
  'archive_setting',
];

/** One edition with those before it: grid, legend, strip, departments. */
export function ChecklistOverview(props: {
  readonly checklist: Checklist;
  /** The oldest first. */
  readonly before: readonly Checklist[];
  readonly checklists: readonly Checklist[];
  readonly readOnly: boolean;
  readonly onChoose: (id: ChecklistId) => void;
  readonly onSummary: () => void;
}) {
  const { checklist, before } = props;
  const editions = useEditions(checklist, before);
  const rows = useMemo(() => gridRows(editions), [editions]);
  const [only, setOnly] = useState<LegendState | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const last = editions.at(-1);
  const here = inside(rows, place, editions.length);
  const cell = rows[here.row]?.editions[here.edition]?.cells[here.index];
  const open = (itemId: ItemId): void => {
    const checklistId = editions[here.edition]?.checklist.id ?? checklist.id;
    openItem(checklistId, itemId);
  };
  const send = (department: string | null): void => setSending({ kind: 'gaps', department });
  const item = useItemAt(cell?.id ?? null);
  const departmentHere = item?.id === cell?.id ? item?.owed.department : undefined;
  useCommand(
    'overview.gaps',
    'Ctrl+G',
    () => (departmentHere === undefined ? setSending({ kind: 'all-gaps' }) : send(departmentHere)),
    { label: t('overview.sendGapsCommand'), when: last !== undefined },
  );
  useCommand('overview.duties', null, () => setSending({ kind: 'assignments' }), {
    label: t('overview.exportDuties'),
    when: last !== undefined,
  });
  return (
    <>
      <EditionHead
        checklist={checklist}
        checklists={props.checklists}
        onChoose={props.onChoose}
        onSummary={props.onSummary}
      />
      {last === undefined ? null : rows.length === 0 ? (
        <Empty small title={t('overview.asksNothing')}>
          <p>{t('overview.asksNothingBody')}</p>
        </Empty>
      ) : (
        <>
          <OverviewGrid
            editions={editions}
            rows={rows}
            only={only}
            place={here}
            onPlace={setPlace}
            onOpen={open}
          />
          <Legend counts={last.checklist.counts} only={only} onOnly={setOnly} />
          <CellStrip
            item={item}
            readOnly={props.readOnly}
            onOpen={open}
            onSend={send}
            onSubmission={({ checklistId, id }) =>
              void sendSheet(checklistId, { kind: 'submissions', items: [id] })
            }
          />
          <LowerPane
            overview={last}
            readOnly={props.readOnly}
            onSend={setSending}
            onOpen={(itemId) => openItem(last.checklist.id, itemId)}
          />
          {sending === null ? null : (
            <SendDialog
              id={last.checklist.id}
              sending={sending}
              departments={last.departments}
              onClose={() => setSending(null)}
            />
          )}
        </>
      )}
    </>
  );
}

/** The pictures of the editions, the oldest first, as far as they are there; none without the last. */
function useEditions(checklist: Checklist, before: readonly Checklist[]): readonly Overview[] {
  const [second, first] = before.toReversed();
  const last = useCall('checklist.overview', { id: checklist.id }, { tables }).data;
  const one = useCall(
    'checklist.overview',
    { id: first?.id ?? checklist.id },
    { tables, enabled: first !== undefined },
  ).data;
  const two = useCall(
    'checklist.overview',
    { id: second?.id ?? checklist.id },
    { tables, enabled: second !== undefined },
  ).data;
  return useMemo(() => {
    if (last === undefined) return [];
    return [first && one, second && two, last].filter((each) => each !== undefined);
  }, [last, first, one, second, two]);
}

/** The cell the keys are on: at first the first of the last edition that is not complete. */
function inside(rows: readonly GridRow[], place: Place | null, editions: number): Place {
  const edition = Math.max(0, editions - 1);
  if (place !== null) {
    const row = Math.min(place.row, rows.length - 1);
    const at = Math.min(place.edition, edition);
    const cells = rows[row]?.editions[at]?.cells.length ?? 0;
    return { row, edition: at, index: Math.max(0, Math.min(place.index, cells - 1)) };
  }
  for (const [row, each] of rows.entries()) {
    const cells = each.editions[edition]?.cells ?? [];
    const index = cells.findIndex(({ state }) => state !== 'complete');
    if (index >= 0) return { row, edition, index };
  }
  return { row: 0, edition, index: 0 };
}
