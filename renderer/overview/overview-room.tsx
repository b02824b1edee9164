import './overview.css';
import '../keeping/keeping.css';
import type { OpenArchive } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { useCall } from '../app/data.ts';
import { Panes } from '../app/panes.tsx';
import { rememberScreen, rememberedScreen } from '../app/session.ts';
import { useStatus } from '../app/use-status.ts';
import { ReadingProgress } from '../intake/reading-progress.tsx';
import { t } from '../i18n/index.ts';
import { HealthPanel } from '../keeping/health-panel.tsx';
import { RecentChanges } from '../keeping/recent-changes.tsx';
import { useState } from 'react';
import { ChecklistOverview } from './checklist-overview.tsx';
import { DueList } from './due-list.tsx';
import { editionsBefore, shownEdition } from './editions.ts';
import { NoChecklist } from './no-checklist.tsx';
import { openItem } from './open-item.ts';
import { SummaryDialog } from './summary-dialog.tsx';

const screen = 'overview.checklist';
const tables = ['checklist', 'checklist_item', 'assignment', 'slot', 'link', 'document'];

/** How far the checklist is, whose turn it is, and whether the archive is sound. */
export function OverviewRoom({ archive }: { readonly archive: OpenArchive }) {
  const list = useCall('checklist.list', {}, { tables });
  const key = `${screen}.${archive.path}`;
  const [chosen, setChosen] = useState<number | null>(() => {
    const kept = rememberedScreen(key);
    return typeof kept === 'number' ? kept : null;
  });
  const checklists = list.data?.checklists ?? [];
  const shown = shownEdition(checklists, chosen);
  const [drafting, setDrafting] = useState(false);
  const draft = (): void => setDrafting(true);
  useCommand('overview.summary', null, draft, { label: t('summary.draft') });
  useStatus(
    shown === undefined
      ? ''
      : t('overview.status', { items: shown.counts.items, complete: shown.counts.complete }),
    shown === undefined
      ? []
      : [
          { keys: 'Left Up Down Right', label: t('overview.keyMove') },
          { keys: 'Enter', label: t('overview.keyOpen') },
          { keys: 'Ctrl+G', label: t('overview.sendGaps') },
          { keys: '1 … 6', label: t('overview.keyOnly') },
        ],
  );
  return (
    <>
      <Panes
        screen="overview"
        panes={[
          {
            id: 'grid',
            label: t('overview.grid'),
            min: 480,
            content:
              list.data === undefined ? null : shown === undefined ? (
                <NoChecklist onSummary={draft} />
              ) : (
                <ChecklistOverview
                  key={shown.id}
                  checklist={shown}
                  before={editionsBefore(checklists, shown)}
                  checklists={checklists}
                  readOnly={archive.readOnly}
                  onSummary={draft}
                  onChoose={(id) => {
                    setChosen(id);
                    rememberScreen(key, id);
                  }}
                />
              ),
          },
          {
            id: 'side',
            label: t('overview.side'),
            width: [424, 560],
            min: 360,
            max: 560,
            drawer: 'right',
            content: (
              <div className="m-scroll overview-side">
                {shown === undefined ? null : (
                  <DueList id={shown.id} onOpen={(itemId) => openItem(shown.id, itemId)} />
                )}
                <ReadingProgress archive={archive} />
                <HealthPanel archive={archive} />
                <RecentChanges archive={archive} />
              </div>
            ),
          },
        ]}
      />
      {drafting ? (
        <SummaryDialog checklists={checklists} shown={shown} onClose={() => setDrafting(false)} />
      ) : null}
    </>
  );
}
