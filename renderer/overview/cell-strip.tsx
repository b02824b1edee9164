import { useEffect, useState } from 'react';
import type { ItemDetail, ItemId } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { stateName } from '../checklist/words.ts';
import { currentLanguage, dayInWords, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { StateMark } from '../ui/state-mark.tsx';
import { SelfScore } from './self-score.tsx';
import { localDay } from './due-words.ts';

const tables = [
  'checklist',
  'checklist_item',
  'assignment',
  'slot',
  'link',
  'document',
  'archive_setting',
];

/** Held arrows pass over cells that nobody stops at. */
const restMs = 60;

/** The item of the cell that the keys rest on; meanwhile the one before. */
export function useItemAt(id: ItemId | null): ItemDetail | undefined {
  const [rested, setRested] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), restMs);
    return () => clearTimeout(timer);
  }, [id]);
  // Without a cell the id is never asked for.
  const asked = rested ?? (1 as ItemId);
  return useCall('checklist.item', { id: asked }, { tables, enabled: rested !== null }).data;
}

/** Beneath the grid: which item the cell is, what it lacks, who owes it by when. */
export function CellStrip(props: {
  readonly item: ItemDetail | undefined;
  readonly readOnly: boolean;
  readonly onOpen: (id: ItemId) => void;
  readonly onSend: (department: string | null) => void;
  readonly onSubmission: (item: ItemDetail) => void;
}) {
  const data = props.item;
  if (data === undefined) return <div className="ov-strip" />;
  return (
    <div className="ov-strip">
      <StateMark state={data.state} label={stateName(data.state)} />
      <div className="ov-strip-words" role="status">
        <span className="m-cut" title={data.fields.title}>
          <b>{data.fields.code}</b> {data.fields.title}
        </span>
        <span className="m-cut">{lackWords(data)}</span>
      </div>
      <div className="ov-strip-end">
        <span className="m-cut">{owedWords(data)}</span>
        <span className="ov-strip-keys">
          {data.fields.score === null || props.readOnly ? null : (
            <SelfScore key={`${data.id} ${data.selfScore}`} item={data} />
          )}
          <Button look="link" onClick={() => props.onOpen(data.id)}>
            {t('overview.open')}
          </Button>
          <Kbd keys="Enter" />
          <Button look="link" onClick={() => props.onSend(data.owed.department)}>
            {t('overview.sendGaps')}
          </Button>
          <Kbd keys="Ctrl+G" />
          <Button look="link" onClick={() => props.onSubmission(data)}>
            {t('overview.submission')}
          </Button>
        </span>
      </div>
    </div>
  );
}

function owedWords({ owed }: ItemDetail): string {
  const who = [owed.department, owed.person].filter(Boolean).join(' ');
  const due = owed.due === null ? '' : dayInWords(localDay(owed.due));
  return [who || t('overview.nobody'), due].filter(Boolean).join('  ');
}

const units: Readonly<Record<string, string>> = { 说明报告: '份', 实景图片: '张' };

/** 7/11 件。还缺实景图片 2 张、统计表格 1 件. */
export function lackWords({ slots }: Pick<ItemDetail, 'slots'>): string {
  const have = slots.reduce((sum, slot) => sum + Math.min(slot.have, slot.need), 0);
  const need = slots.reduce((sum, slot) => sum + slot.need, 0);
  const lacking = slots
    .filter((slot) => slot.have < slot.need)
    .map((slot) => {
      const count = slot.need - slot.have;
      return currentLanguage() === 'en'
        ? `${slot.kind} × ${count}`
        : `${slot.kind} ${count} ${units[slot.kind] ?? '件'}`;
    });
  const outside = slots.reduce((sum, slot) => sum + slot.outOfWindow, 0);
  return [
    t('overview.haveOf', { have, need }),
    lacking.length > 0
      ? t('overview.lacks', { what: lacking.join(t('overview.and')) })
      : t('overview.lacksNothing'),
    outside > 0 ? t('overview.outside', { count: outside }) : '',
  ].join('');
}
