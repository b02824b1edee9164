import { Select } from 'antd';
import { useState } from 'react';
import type {
  CallResult,
  ChecklistId,
  GradedItem,
  GradeRule,
  ItemId,
} from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';

type Grades = CallResult<'checklistScores.grades'>;

const tables = ['checklist_item', 'slot', 'link', 'document', 'grade_rule', 'archive_setting'];
const atOnce = 100;
const lackingShown = 4;

export const useGrades = (id: ChecklistId, limit: number): Grades | undefined =>
  useCall('checklistScores.grades', { id, offset: 0, limit, onlyLacking: true }, { tables }).data;

/** Of each graded item: what it reaches, and what it lacks for the next grade. */
export function GradeList(props: {
  readonly id: ChecklistId;
  readonly readOnly: boolean;
  readonly onOpen: (id: ItemId) => void;
  readonly onRule: (rule: GradeRule | null) => void;
}) {
  const [limit, setLimit] = useState(atOnce);
  const grades = useGrades(props.id, limit);
  if (grades === undefined) return null;
  const { rule, reached, items, total } = grades;
  if (rule === null) {
    return (
      <div className="ov-lower-none">
        <span className="m-muted">{t('overview.noGrades')}</span>
        {props.readOnly ? null : (
          <Button look="link" onClick={() => props.onRule(null)}>
            {t('overview.setRule')}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className="ov-grades" tabIndex={0} role="region" aria-label={t('overview.grades')}>
      <p className="ov-grades-reached">
        {reached.map((each) => (
          <span key={each.grade ?? ''}>
            <b>{each.grade ?? t('overview.gradeNone')}</b>{' '}
            {t('overview.gradeItems', { count: each.items })}
          </span>
        ))}
        <span className="m-toolbar-gap" />
        {props.readOnly ? null : (
          <Button look="link" onClick={() => props.onRule(rule)}>
            {t('overview.changeRule')}
          </Button>
        )}
      </p>
      {total === 0 ? <p className="m-muted">{t('overview.gradesBest')}</p> : null}
      {items.map((item) => (
        <GradeRow
          key={item.id}
          item={item}
          rule={rule}
          readOnly={props.readOnly}
          onOpen={props.onOpen}
        />
      ))}
      {total > items.length ? (
        <Button look="link" onClick={() => setLimit(Math.min(500, limit + atOnce))}>
          {t('overview.dueMore', { count: total - items.length })}
        </Button>
      ) : null}
    </div>
  );
}

function GradeRow(props: {
  readonly item: GradedItem;
  readonly rule: GradeRule;
  readonly readOnly: boolean;
  readonly onOpen: (id: ItemId) => void;
}) {
  const { item, rule, onOpen } = props;
  const name = `${item.code} ${item.title}`.trim();
  return (
    <div className="ov-grade">
      <button type="button" className="ov-table-open" title={name} onClick={() => onOpen(item.id)}>
        <span className="ov-due-code">{item.code}</span> {item.title}
      </button>
      <span>{t('overview.gradePoints', { met: item.met, points: item.points })}</span>
      <span>{t('overview.gradeReached', { grade: item.grade ?? t('overview.gradeNone') })}</span>
      <Select
        className="ov-grade-self"
        aria-label={t('overview.gradeSelfOf', { name })}
        value={item.selfGrade}
        placeholder={t('overview.gradeSelf')}
        allowClear
        disabled={props.readOnly}
        options={rule.grades.map((grade) => ({ value: grade.name, label: grade.name }))}
        onChange={(grade: string | undefined) => void judge(item, grade ?? null)}
      />
      <span className="ov-grade-lacks">
        {t('overview.gradeNext', { count: item.more, grade: item.next ?? '' })}
        {item.lacking.slice(0, lackingShown).map((point, index) => (
          <button
            key={`${point.itemId} ${index}`}
            type="button"
            className="ov-grade-point"
            onClick={() => onOpen(point.itemId)}
          >
            {t('overview.gradePoint', {
              name: point.itemId === item.id ? point.title : point.code || point.title,
              count: point.missing,
            })}
          </button>
        ))}
        {item.lacking.length > lackingShown ? '…' : ''}
      </span>
    </div>
  );
}

async function judge(item: GradedItem, selfGrade: string | null): Promise<void> {
  const done = await attempt(
    client.call('checklist.changeItem', { id: item.id, patch: { selfGrade } }),
  );
  if (done) {
    const name = item.code || item.title;
    announce(t('overview.gradeJudged', { name, grade: selfGrade ?? '—' }), done.operation);
  }
}
