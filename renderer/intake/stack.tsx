import { Copy, OctagonX } from 'lucide-react';
import { useRef, useState, type Ref } from 'react';
import type {
  DocumentDetail,
  DocumentId,
  DocumentRow,
  ImportSummary,
} from '../../main/contract/index.ts';
import { fieldName } from '../catalog/words.ts';
import { moment, number, t } from '../i18n/index.ts';
import { ConfidenceBars, Trouble, WarnSign, iconProps } from '../ui/marks.tsx';
import { carriesPages, droppedPages } from '../reading/strip-drag.ts';
import { useIsReading } from '../reading/use-is-reading.ts';
import { ProgressBar } from '../ui/progress.tsx';
import { ListRow, Thumbnail } from '../ui/rows.tsx';
import { VirtualList, type SelectMode, type VirtualListHandle } from '../ui/virtual-list.tsx';
import {
  doubtfulFields,
  isShut,
  missingFields,
  secrecyStop,
  twinOf,
  wantsCaption,
} from './draft.ts';
import { showDetails, useDetails } from './inbox-details.ts';
import { stackIndex, stackItem, type InboxRows } from './inbox-rows.ts';
import { unreadWords } from './words.ts';

/** The documents that wait, under the imports they came with. */
export function Stack(props: {
  readonly inbox: InboxRows;
  /** Row with the mark, counted without headings. */
  readonly active: number;
  readonly isSelected: (row: number) => boolean;
  readonly onActive: (row: number) => void;
  readonly onSelect: (row: number, mode: SelectMode) => void;
  readonly onOpen: () => void;
  readonly onReport: (group: ImportSummary) => void;
  /** Pages of a document were dropped on a row. */
  readonly onPages: (from: DocumentId, pages: ReadonlySet<number>, to: DocumentRow) => void;
  readonly listRef: Ref<VirtualListHandle>;
}) {
  const { groups, rows } = props.inbox;
  const details = useDetails();
  const total = (rows.total ?? 0) + groups.length;
  const rowAt = useRef((index: number) => index);
  rowAt.current = (index) => {
    const item = stackItem(groups, index);
    return item.kind === 'document' ? item.row : 0;
  };
  return (
    <VirtualList
      ref={props.listRef}
      className="inbox-stack"
      label={t('intake.stack')}
      count={total}
      rowHeight={(index) => (stackItem(groups, index).kind === 'heading' ? 28 : 56)}
      isHeading={(index) => stackItem(groups, index).kind === 'heading'}
      active={stackIndex(groups, props.active)}
      onActive={(index) => props.onActive(rowAt.current(index))}
      isSelected={(index) => {
        const item = stackItem(groups, index);
        return item.kind === 'document' && props.isSelected(item.row);
      }}
      onSelect={(index, mode) => props.onSelect(rowAt.current(index), mode)}
      onOpen={props.onOpen}
      onVisible={(first, last) => {
        const from = rowAt.current(first);
        const to = rowAt.current(last);
        rows.request(from, to);
        void rows.range(from, to).then((found) => showDetails(found.map((row) => row.id)));
      }}
      renderRow={(index) => {
        const item = stackItem(groups, index);
        if (item.kind === 'heading') {
          return <GroupHeading group={item.group} onReport={props.onReport} />;
        }
        const row = rows.row(item.row);
        return row ? (
          <StackRow row={row} detail={details.get(row.id)} onPages={props.onPages} />
        ) : (
          <div className="m-listrow m-muted">{t('intake.loadingRow')}</div>
        );
      }}
    />
  );
}

function GroupHeading(props: {
  readonly group: ImportSummary;
  readonly onReport: (group: ImportSummary) => void;
}) {
  const { group } = props;
  const missed = group.refused + group.duplicates;
  return (
    <div className="inbox-group">
      <strong className="m-cut" title={`${group.title} · ${moment(group.at)}`}>
        {t('intake.group', { title: group.title, when: moment(group.at) })}
      </strong>
      {missed > 0 ? (
        <span
          className="inbox-group-missed"
          title={t('intake.notTaken', { count: missed })}
          onClick={() => props.onReport(group)}
        >
          <WarnSign />
          {number(missed)}
        </span>
      ) : null}
      <span className="m-muted">{t('intake.groupCount', { count: group.inbox })}</span>
    </div>
  );
}

function StackRow(props: {
  readonly row: DocumentRow;
  readonly detail: DocumentDetail | undefined;
  readonly onPages: (from: DocumentId, pages: ReadonlySet<number>, to: DocumentRow) => void;
}) {
  const { row, detail } = props;
  const [over, setOver] = useState(false);
  return (
    <div
      className={over ? 'inbox-row inbox-row-over' : 'inbox-row'}
      onDragOver={(event) => {
        if (!carriesPages(event) || row.pageState !== 'ready') return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const dropped = droppedPages(event);
        if (!dropped || dropped.documentId === row.id) return;
        event.preventDefault();
        props.onPages(dropped.documentId, dropped.pages, row);
      }}
    >
      <ListRow
        thumbnail={<Thumbnail address={row.thumbnail} state={row.pageState} />}
        title={row.title}
        tooltip={row.title}
        meta={<RowState row={row} detail={detail} />}
      />
    </div>
  );
}

interface RowStateProps {
  readonly row: DocumentRow;
  readonly detail: DocumentDetail | undefined;
}

function RowState({ row, detail }: RowStateProps) {
  if (isShut(row)) return <Trouble>{t('intake.lockedFile')}</Trouble>;
  if (row.pageState === 'damaged') return <Trouble>{t('intake.damagedFile')}</Trouble>;
  if (detail ? secrecyStop(detail, {}) !== null : row.isSecret) {
    return (
      <span className="inbox-state inbox-state-secret">
        <OctagonX {...iconProps} size={14} />
        {t('intake.secretRow')}
      </span>
    );
  }
  if (row.unread) return <UnreadState row={row} />;
  if (!detail) return <span>&nbsp;</span>;
  return <ReadState row={row} detail={detail} />;
}

/** 识读中 3 / 8 页 with its bar, or 排队，第 2 位. */
function UnreadState({ row }: { readonly row: DocumentRow }) {
  const isReading = useIsReading();
  const words = unreadWords(row, isReading);
  if (!row.unread || row.unread.place > 0 || !isReading) return <span>{words}</span>;
  const share = row.pages > 0 ? (row.pages - row.unread.pages) / row.pages : null;
  return (
    <span className="inbox-state inbox-state-reading">
      <ProgressBar share={share} label={words} />
      {words}
    </span>
  );
}

/** All is read: what still has to be looked at, if anything. */
function ReadState({
  row,
  detail,
}: {
  readonly row: DocumentRow;
  readonly detail: DocumentDetail;
}) {
  const twin = twinOf(detail);
  if (twin) {
    return (
      <span className="inbox-state">
        <Copy {...iconProps} size={13} />
        <span className="m-cut">{t('intake.sameAsFiled', { title: twin.title })}</span>
      </span>
    );
  }
  const missing = missingFields(detail);
  const doubtful = doubtfulFields(detail);
  if (missing.length > 0) {
    const fields = missing.map((field) => fieldName(field)).join(t('app.list'));
    return (
      <span className="inbox-state inbox-state-low">
        <ConfidenceBars level="low" />
        {t('intake.missing', { fields })}
      </span>
    );
  }
  if (wantsCaption(detail)) {
    return (
      <span className="inbox-state inbox-state-middle">
        <ConfidenceBars level="low" />
        {t('intake.wantsCaption')}
      </span>
    );
  }
  if (doubtful.length > 0) {
    return (
      <span className="inbox-state inbox-state-middle">
        <ConfidenceBars level="middle" />
        {t('intake.toCheck', { count: doubtful.length })}
      </span>
    );
  }
  if (row.pageState === 'none') return <span>{t('intake.noPages')}</span>;
  return (
    <span className="inbox-state">
      <ConfidenceBars level="high" />
      {t('intake.ready')}
    </span>
  );
}
