import { InputNumber } from 'antd';
import { useState } from 'react';
import type { ItemDetail } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { pointsWords } from './points-words.ts';

/** What the office gives itself for an item, beside what can be had. Leaving the field keeps it. */
export function SelfScore({ item }: { readonly item: ItemDetail }) {
  const { score, code, title } = item.fields;
  const [typed, setTyped] = useState(item.selfScore === null ? null : item.selfScore / 100);
  const keep = async (): Promise<void> => {
    const selfScore = typed === null ? null : Math.round(typed * 100);
    if (selfScore === item.selfScore) return;
    const done = await attempt(
      client.call('checklist.changeItem', { id: item.id, patch: { selfScore } }),
    );
    if (!done) return;
    const points = selfScore === null ? '—' : pointsWords(selfScore);
    announce(t('overview.selfJudged', { name: code || title, points }), done.operation);
  };
  return (
    <span className="ov-self">
      {t('overview.scoreSelf')}
      <InputNumber
        aria-label={t('overview.selfOf', { name: `${code} ${title}`.trim() })}
        value={typed}
        min={0}
        max={score === null ? 100_000 : score / 100}
        precision={2}
        controls={false}
        onChange={setTyped}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !composing(event)) void keep();
        }}
      />
      {score === null ? null : `/ ${pointsWords(score)}`}
    </span>
  );
}
