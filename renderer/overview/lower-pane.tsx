import { useState } from 'react';
import type { GradeRule, ItemId } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { DepartmentBars } from './department-bars.tsx';
import type { Overview } from './editions.ts';
import { GradeList } from './grade-list.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { ScoreTable, scoreWords, useScores } from './score-table.tsx';
import type { Sending } from './send-dialog.tsx';

const views = ['departments', 'scores', 'grades'] as const;
type View = (typeof views)[number];

function viewName(view: View): string {
  switch (view) {
    case 'departments':
      return t('overview.byDepartment');
    case 'scores':
      return t('overview.scores');
    case 'grades':
      return t('overview.grades');
  }
}

/** Beneath the strip: departments, what the office gives itself, what the next grade takes. */
export function LowerPane(props: {
  readonly overview: Overview;
  readonly readOnly: boolean;
  readonly onSend: (sending: Sending) => void;
  readonly onOpen: (id: ItemId) => void;
}) {
  const { overview, onSend } = props;
  const { checklist } = overview;
  const [view, setView] = useState<View>('departments');
  const scores = useScores(checklist.id, view === 'scores');
  const [rule, setRule] = useState<{ readonly before: GradeRule | null } | null>(null);
  return (
    <section className="ov-lower">
      <div className="ov-lower-head">
        <div role="group" aria-label={t('overview.views')} className="ov-views">
          {views.map((each) => (
            <button
              key={each}
              type="button"
              className="ov-view"
              aria-pressed={each === view}
              onClick={() => setView(each)}
            >
              {viewName(each)}
            </button>
          ))}
        </div>
        <span className="m-toolbar-gap" />
        {view === 'departments' ? (
          <>
            <Button look="link" onClick={() => onSend({ kind: 'all-gaps' })}>
              {t('overview.sendAll')}
            </Button>
            <Button look="link" onClick={() => onSend({ kind: 'assignments' })}>
              {t('overview.exportDuties')}
            </Button>
          </>
        ) : null}
        {view === 'scores' && scores !== undefined && scores.all.items > 0 ? (
          <b>{scoreWords(scores)}</b>
        ) : null}
      </div>
      {view === 'departments' ? (
        <DepartmentBars
          departments={overview.departments}
          onSend={(department) => onSend({ kind: 'gaps', department })}
        />
      ) : null}
      {view === 'scores' && scores !== undefined ? (
        <ScoreTable scores={scores} onOpen={props.onOpen} />
      ) : null}
      {view === 'grades' ? (
        <GradeList
          id={checklist.id}
          readOnly={props.readOnly}
          onOpen={props.onOpen}
          onRule={(before) => setRule({ before })}
        />
      ) : null}
      {rule === null ? null : (
        <RuleDialog id={checklist.id} rule={rule.before} onClose={() => setRule(null)} />
      )}
    </section>
  );
}
