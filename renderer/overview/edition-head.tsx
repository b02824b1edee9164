import type { Checklist, ChecklistId, DateWindow } from '../../main/contract/index.ts';
import { number, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { daysUntil } from './due-words.ts';

/** Which edition is shown, its window, how much of it is complete, how long until the inspection. */
export function EditionHead(props: {
  readonly checklist: Checklist;
  readonly checklists: readonly Checklist[];
  readonly onChoose: (id: ChecklistId) => void;
  readonly onSummary: () => void;
}) {
  const { checklist, checklists } = props;
  const { counts, inspectedOn, window } = checklist;
  const days = inspectedOn === null ? null : daysUntil(inspectedOn);
  return (
    <div className="ov-head">
      <h2 className="ov-head-name">
        <MenuButton
          className="ov-edition"
          words={checklist.name}
          label={t('overview.edition', { name: checklist.name })}
          items={checklists.map(({ id, name, isExample }) => ({
            key: String(id),
            label: isExample ? t('overview.example', { name }) : name,
            onClick: () => props.onChoose(id),
          }))}
        />
      </h2>
      <span className="m-cut ov-window">{windowWords(window)}</span>
      <div className="m-toolbar-gap" />
      <span className="ov-head-count">
        <b>{number(counts.complete)}</b> / {t('overview.allComplete', { count: counts.items })}
      </span>
      {days === null ? null : (
        <span className="ov-head-count" title={inspectedOn ?? undefined}>
          {days < 0 ? (
            t('overview.inspected', { date: inspectedOn ?? '' })
          ) : (
            <>
              {t('overview.inspectionIn')} <b>{number(days)}</b> {t('overview.days')}
            </>
          )}
        </span>
      )}
      <Button look="link" className="ov-head-summary" onClick={props.onSummary}>
        {t('summary.draft')}
      </Button>
    </div>
  );
}

function windowWords({ from, to }: DateWindow): string {
  if (from === null && to === null) return t('overview.noWindow');
  if (from === null) return t('overview.windowTo', { to: to ?? '' });
  return to === null ? t('overview.windowFrom', { from }) : t('overview.window', { from, to });
}
