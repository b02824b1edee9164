import { Input, InputNumber, Select } from 'antd';
import { X } from 'lucide-react';
import { Fragment, useState } from 'react';
import {
  gradeRule,
  type ChecklistId,
  type Grade,
  type GradeRule,
} from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { iconProps } from '../ui/marks.tsx';

const usual: GradeRule = {
  depth: 1,
  grades: [
    { name: 'A', least: 1000, unit: 'permille' },
    { name: 'B', least: 700, unit: 'permille' },
    { name: 'C', least: 500, unit: 'permille' },
  ],
};
const mostGrades = 10;
const depths = [0, 1, 2, 3, 4];

interface Row extends Grade {
  readonly key: number;
}

/** How an edition grades: which level, and how many sub-points a grade takes. */
export function RuleDialog(props: {
  readonly id: ChecklistId;
  /** null: it does not grade yet. */
  readonly rule: GradeRule | null;
  readonly onClose: () => void;
}) {
  const before = props.rule ?? usual;
  const [depth, setDepth] = useState(before.depth);
  const [rows, setRows] = useState<readonly Row[]>(
    before.grades.map((grade, key) => ({ ...grade, key })),
  );
  const read = gradeRule.safeParse({ depth, grades: rows.map(({ key: _key, ...grade }) => grade) });
  const change = (key: number, patch: Partial<Grade>): void =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const save = async (rule: GradeRule | null): Promise<void> => {
    const done = await attempt(client.call('checklistScores.setRule', { id: props.id, rule }));
    if (!done) return;
    announce(rule === null ? t('overview.ruleGone') : t('overview.ruleSaved'), done.operation);
    props.onClose();
  };
  return (
    <Dialog
      title={t('overview.ruleTitle')}
      onClose={props.onClose}
      width={520}
      footerStart={
        props.rule === null ? null : (
          <Button look="link" onClick={() => void save(null)}>
            {t('overview.ruleNone')}
          </Button>
        )
      }
      footer={
        <>
          <Button large onClick={props.onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            large
            look="primary"
            data-default
            disabled={!read.success}
            onClick={() => read.success && void save(read.data)}
          >
            {t('overview.ruleSave')}
          </Button>
        </>
      }
    >
      <p>{t('overview.ruleBody')}</p>
      <div className="ov-send">
        <label htmlFor="ov-rule-depth">{t('overview.ruleDepth')}</label>
        <Select
          id="ov-rule-depth"
          value={depth}
          options={depths.map((each) => ({
            value: each,
            label:
              each === 0 ? t('overview.ruleProjects') : t('overview.ruleLevel', { n: each + 1 }),
          }))}
          onChange={setDepth}
        />
      </div>
      <div className="ov-rule">
        {rows.map((row, index) => (
          <Fragment key={row.key}>
            <Input
              aria-label={t('overview.ruleNameOf', { n: index + 1 })}
              value={row.name}
              maxLength={20}
              onChange={(event) => change(row.key, { name: event.target.value })}
            />
            <span>{t('overview.ruleAtLeast')}</span>
            <InputNumber
              aria-label={t('overview.ruleLeastOf', { n: index + 1 })}
              value={row.unit === 'permille' ? row.least / 10 : row.least}
              min={0}
              max={row.unit === 'permille' ? 100 : 10_000}
              precision={row.unit === 'permille' ? 1 : 0}
              onChange={(value) =>
                change(row.key, {
                  least: Math.round((value ?? 0) * (row.unit === 'permille' ? 10 : 1)),
                })
              }
            />
            <Select
              aria-label={t('overview.ruleUnitOf', { n: index + 1 })}
              value={row.unit}
              options={[
                { value: 'permille', label: t('overview.ruleShare') },
                { value: 'count', label: t('overview.ruleCount') },
              ]}
              onChange={(unit: Grade['unit']) =>
                change(row.key, { unit, least: unit === 'permille' ? 1000 : 1 })
              }
            />
            {rows.length > 1 ? (
              <IconButton
                icon={<X {...iconProps} />}
                label={t('overview.ruleRemove', { n: index + 1 })}
                onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
              />
            ) : (
              <span />
            )}
          </Fragment>
        ))}
      </div>
      <Button
        look="link"
        disabled={rows.length >= mostGrades}
        onClick={() =>
          setRows([
            ...rows,
            {
              name: '',
              least: 0,
              unit: 'permille',
              key: Math.max(...rows.map(({ key }) => key)) + 1,
            },
          ])
        }
      >
        {t('overview.ruleAdd')}
      </Button>
    </Dialog>
  );
}
