import './keeping.css';
import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type {
  DocumentFilter,
  DocumentId,
  DocumentRow,
  OpenArchive,
  Selection,
} from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { Panes } from '../app/panes.tsx';
import { client } from '../app/session.ts';
import { announce, attempt, goTo, shell } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { useStatus } from '../app/use-status.ts';
import { useWindowedRows } from '../app/windowed-rows.ts';
import { PageView } from '../reading/page-view.tsx';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { ListRow, Thumbnail } from '../ui/rows.tsx';
import { VirtualList, type SelectMode } from '../ui/virtual-list.tsx';
import { KeepingHead } from './keeping-head.tsx';
import { PurgeDialog } from './purge-dialog.tsx';

const filter: DocumentFilter = { place: 'trash' };

/** Deleted documents: put back, or destroyed for good with a reason. */
export function TrashRoom({ archive }: { readonly archive: OpenArchive }) {
  const rows = useWindowedRows<DocumentRow>(
    'trash',
    (offset, limit) => client.call('catalog.list', { filter, offset, limit }),
    ['document'],
  );
  const [active, setActive] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const [page, setPage] = useState(1);
  const [selected, setSelected] = useState<ReadonlySet<DocumentId>>(new Set());
  const [purging, setPurging] = useState<{ selection: Selection; count: number } | null>(null);
  const target = useStore(shell, (state) => state.target);
  const total = rows.total ?? 0;
  const current = rows.row(Math.min(active, total - 1));
  const ids = selected.size > 0 ? [...selected] : current ? [current.id] : [];

  useEffect(() => setPage(1), [current?.id]);
  useEffect(() => {
    if (target?.documentId === undefined) return;
    void client
      .call('catalog.position', { filter, id: target.documentId })
      .then(({ index }) => index !== null && setActive(index));
  }, [target]);

  const select = async (index: number, mode: SelectMode): Promise<void> => {
    if (mode === 'range' || mode === 'all') {
      const [from, to] = mode === 'all' ? [0, total - 1] : [anchor, index];
      const found = await rows.range(Math.min(from, to), Math.max(from, to));
      setSelected(new Set(found.map((row) => row.id)));
      return;
    }
    setAnchor(index);
    const id = rows.row(index)?.id;
    if (id === undefined) return;
    if (mode === 'only') return setSelected(new Set([id]));
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  const restore = async (): Promise<void> => {
    if (ids.length === 0 || archive.readOnly) return;
    const result = await attempt(
      client.call('keeping.restore', { selection: { filter: { place: 'trash', ids } } }),
    );
    setSelected(new Set());
    if (result) announce(t('keeping.restored', { count: result.changed }), result.operation);
  };
  useCommand('trash.restore', 'Enter', () => void restore(), { label: t('keeping.restore') });
  useStatus(
    selected.size > 1
      ? t('keeping.trashSelected', { total, count: selected.size })
      : t('keeping.trashCount', { count: total }),
    [
      ...(total > 0 ? [{ keys: 'Enter', label: t('keeping.restore') }] : []),
      { keys: 'Ctrl+Z', label: t('ui.undo') },
      { keys: 'Escape', label: t('keeping.back') },
    ],
  );
  return (
    <div className="keeping-page">
      <KeepingHead>
        <Button disabled={archive.readOnly || ids.length === 0} onClick={() => void restore()}>
          {t('keeping.restore')}
        </Button>
        <Button
          disabled={archive.readOnly || ids.length === 0}
          onClick={() =>
            setPurging({
              selection: { filter: { place: 'trash', ids } },
              count: ids.length,
            })
          }
        >
          {t('keeping.purge')}
        </Button>
        <Button
          disabled={archive.readOnly || total === 0}
          onClick={() => setPurging({ selection: { filter }, count: total })}
        >
          {t('keeping.emptyTrash')}
        </Button>
      </KeepingHead>
      {rows.total === 0 ? (
        <EmptyTrash />
      ) : (
        <Panes
          screen="trash"
          panes={[
            {
              id: 'list',
              label: t('keeping.trashList'),
              width: [424, 560],
              min: 340,
              max: 720,
              content: (
                <VirtualList
                  label={t('keeping.trashList')}
                  count={total}
                  rowHeight={56}
                  active={active}
                  onActive={setActive}
                  isSelected={(index) => {
                    const id = rows.row(index)?.id;
                    return selected.size > 0
                      ? id !== undefined && selected.has(id)
                      : index === active;
                  }}
                  onSelect={(index, mode) => void select(index, mode)}
                  onVisible={rows.request}
                  renderRow={(index) => {
                    const row = rows.row(index);
                    return row ? <TrashRow row={row} /> : null;
                  }}
                />
              ),
            },
            {
              id: 'page',
              label: t('intake.pageStack'),
              min: 360,
              content: current ? (
                <PageView key={current.id} documentId={current.id} page={page} onPage={setPage} />
              ) : null,
            },
          ]}
        />
      )}
      {purging ? (
        <Purge
          purging={purging}
          onClose={() => {
            setPurging(null);
            setSelected(new Set());
          }}
        />
      ) : null}
    </div>
  );
}

function EmptyTrash() {
  return (
    <Empty
      icon={<Trash2 size={36} strokeWidth={1.5} aria-hidden />}
      title={t('keeping.trashEmpty')}
      actions={
        <Button large onClick={() => goTo('library')}>
          {t('checklist.toLibrary')}
        </Button>
      }
    >
      <p>{t('keeping.trashEmptyBody')}</p>
    </Empty>
  );
}

function Purge(props: {
  readonly purging: { readonly selection: Selection; readonly count: number };
  readonly onClose: () => void;
}) {
  return (
    <PurgeDialog
      selection={props.purging.selection}
      count={props.purging.count}
      onClose={props.onClose}
    />
  );
}

function TrashRow({ row }: { readonly row: DocumentRow }) {
  const meta = [
    row.referenceNumber,
    row.date,
    row.year?.toString(),
    row.category,
    t('intake.pagesOf', { count: row.pages }),
  ].filter((part) => part !== null && part !== undefined);
  return (
    <ListRow
      thumbnail={<Thumbnail address={row.thumbnail} state={row.pageState} />}
      title={row.title}
      tooltip={row.title}
      meta={meta.join('  ')}
    />
  );
}
