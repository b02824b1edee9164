import './keeping.css';
import { LayoutGrid } from 'lucide-react';
import type { CatalogTree, OpenArchive } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { Panes, useWindowWidth } from '../app/panes.tsx';
import { goTo } from '../app/shell-state.ts';
import { useStatus } from '../app/use-status.ts';
import { number, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { TagSwatch } from '../ui/marks.tsx';
import { HealthPanel } from './health-panel.tsx';
import { OverviewGrid } from './overview-grid.tsx';
import { RecentChanges } from './recent-changes.tsx';
import { yearGrid } from './year-grid.ts';

/** How much is filed by year and category, whether the archive is sound, what changed lately. */
export function OverviewRoom({ archive }: { readonly archive: OpenArchive }) {
  const tree = useCall('catalog.tree', {}, { tables: ['document', 'category'] });
  const wide = useWindowWidth() >= 1600;
  useStatus(
    t('keeping.overviewFiled', { count: filed(tree.data) }),
    filed(tree.data) > 0
      ? [
          { keys: 'Left Up Down Right', label: t('keeping.keyMove') },
          { keys: 'Enter', label: t('keeping.toLibrary') },
        ]
      : [],
  );
  return (
    <Panes
      screen="overview"
      panes={[
        {
          id: 'grid',
          label: t('keeping.overviewGrid'),
          min: 480,
          content: tree.data ? (
            <Counts archive={archive} tree={tree.data} most={wide ? 8 : 5} />
          ) : null,
        },
        {
          id: 'side',
          label: t('keeping.health'),
          width: [424, 560],
          min: 360,
          max: 560,
          drawer: 'right',
          content: (
            <div className="m-scroll overview-side">
              <InboxLine waiting={tree.data?.inbox ?? 0} />
              <HealthPanel archive={archive} />
              <RecentChanges archive={archive} />
            </div>
          ),
        },
      ]}
    />
  );
}

const filed = (tree: CatalogTree | undefined): number =>
  tree?.years.reduce((sum, year) => sum + year.documents, 0) ?? 0;

function Counts(props: {
  readonly archive: OpenArchive;
  readonly tree: CatalogTree;
  readonly most: number;
}) {
  const count = filed(props.tree);
  if (count === 0) {
    return (
      <Empty
        icon={<LayoutGrid size={36} strokeWidth={1.5} aria-hidden />}
        title={t('keeping.overviewEmpty')}
        actions={
          <Button large onClick={() => goTo('inbox')}>
            {t('app.inbox')}
          </Button>
        }
      >
        <p>{t('keeping.overviewEmptyBody')}</p>
      </Empty>
    );
  }
  return (
    <>
      <div className="overview-head">
        <h2>{props.archive.name}</h2>
        <span className="m-muted">
          {t('keeping.overviewYears', {
            count: props.tree.years.filter((year) => year.year !== null).length,
          })}
        </span>
        <div className="m-toolbar-gap" />
        <strong>{t('keeping.overviewFiled', { count })}</strong>
      </div>
      <OverviewGrid grid={yearGrid(props.tree, props.most)} />
      <TagBars tree={props.tree} />
    </>
  );
}

/** How often each tag stands on a filed document; a press shows those. */
function TagBars({ tree }: { readonly tree: CatalogTree }) {
  const tags = tree.tags.toSorted((a, b) => b.documents - a.documents);
  const most = Math.max(1, ...tags.map((tag) => tag.documents));
  if (tags.length === 0) return null;
  return (
    <section className="overview-tags" aria-label={t('keeping.byTag')}>
      <h3>{t('keeping.byTag')}</h3>
      {tags.map((tag) => (
        <button
          key={tag.id}
          type="button"
          className="overview-tag"
          onClick={() => goTo('library', { filter: { tags: [tag.id] } })}
        >
          <span>
            <TagSwatch color={tag.color} />
            <span className="m-cut">{tag.name}</span>
          </span>
          <span>
            <span
              className="overview-bar"
              style={{ width: `${(tag.documents / most) * 80}%` }}
              aria-hidden
            />
            {number(tag.documents)}
          </span>
        </button>
      ))}
    </section>
  );
}

function InboxLine({ waiting }: { readonly waiting: number }) {
  return (
    <div className="side-head">
      <h3>{t('app.inbox')}</h3>
      <span className="m-muted">
        {waiting > 0 ? t('keeping.inboxWaiting', { count: waiting }) : t('keeping.inboxNothing')}
      </span>
      <div className="m-toolbar-gap" />
      {waiting > 0 ? (
        <Button look="link" onClick={() => goTo('inbox')}>
          {t('keeping.toInbox')}
        </Button>
      ) : null}
    </div>
  );
}
