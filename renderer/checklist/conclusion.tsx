import { useEffect, useId, useRef, useState } from 'react';
import type { ItemDetail } from '../../main/contract/index.ts';
import { composing } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { change } from './actions.ts';
import { parseScore, scoreText, wordsIn } from './words.ts';

/** 结论性说明 with its count, and what the office gives itself. Saved when the field is left. */
export function Conclusion(props: {
  readonly detail: ItemDetail;
  readonly canChange: boolean;
}): React.ReactElement {
  const { detail, canChange } = props;
  const [text, setText] = useState(detail.conclusion);
  const id = useId();
  const saved = useRef(detail.conclusion);
  // What another window or an undo changed is taken over where nothing was typed.
  useEffect(() => {
    setText((typed) => (typed === saved.current ? detail.conclusion : typed));
    saved.current = detail.conclusion;
  }, [detail.conclusion]);
  const latest = useRef({ text, item: detail.id, canChange });
  latest.current = { text, item: detail.id, canChange };
  const save = (): void => void keep(latest.current, saved);
  // Going to another item leaves the field without a blur.
  useEffect(() => () => void keep(latest.current, saved), []);

  const { conclusionLimit: limit } = detail;
  const words = wordsIn(text);
  return (
    <section className="item-conclusion" aria-labelledby={`${id}-title`}>
      <header>
        <h3 id={`${id}-title`}>{t('checklist.conclusion')}</h3>
        <SelfScore detail={detail} canChange={canChange} />
        <span className="item-words" data-over={limit !== null && words > limit}>
          {limit === null
            ? t('checklist.words', { count: words })
            : t('checklist.wordsOf', { count: words, limit })}
        </span>
      </header>
      <textarea
        className="catalog-input"
        aria-labelledby={`${id}-title`}
        rows={3}
        maxLength={20_000}
        readOnly={!canChange}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
      />
    </section>
  );
}

async function keep(
  { text, item, canChange }: { text: string; item: ItemDetail['id']; canChange: boolean },
  saved: { current: string },
): Promise<void> {
  if (!canChange || text === saved.current) return;
  const before = saved.current;
  saved.current = text;
  const done = await change('checklist.conclude', { id: item, conclusion: text }, () =>
    t(text === '' ? 'checklist.conclusionCleared' : 'checklist.concluded'),
  );
  if (!done) saved.current = before;
}

/** The office's own score, out of what the item is worth. */
function SelfScore(props: {
  readonly detail: ItemDetail;
  readonly canChange: boolean;
}): React.ReactElement | null {
  const { detail, canChange } = props;
  const { score } = detail.fields;
  const start = scoreText(detail.selfScore);
  const [typed, setTyped] = useState<string | null>(null);
  const [bad, setBad] = useState(false);
  const id = useId();
  if (score === null && detail.selfScore === null) return null;
  const settle = (): void => {
    if (typed === null) return;
    const points = parseScore(typed);
    const isBad = points === undefined || (points !== null && score !== null && points > score);
    setBad(isBad);
    if (isBad) return;
    setTyped(null);
    if (points === detail.selfScore) return;
    void change('checklist.changeItem', { id: detail.id, patch: { selfScore: points } }, () =>
      points === null
        ? t('checklist.selfScoreCleared')
        : t('checklist.selfScored', { score: scoreText(points) }),
    );
  };
  return (
    <span className="item-score">
      <label htmlFor={id}>{t('checklist.selfScore')}</label>
      <input
        id={id}
        className="catalog-name-input"
        inputMode="decimal"
        value={typed ?? start}
        readOnly={!canChange}
        maxLength={8}
        aria-invalid={bad}
        onChange={(event) => {
          setTyped(event.target.value);
          setBad(false);
        }}
        onBlur={settle}
        onKeyDown={(event) => {
          if (composing(event)) return;
          if (event.key === 'Enter') settle();
          if (event.key === 'Escape') {
            setTyped(null);
            setBad(false);
          }
        }}
      />
      {score !== null && <span>{t('checklist.ofScore', { score: scoreText(score) })}</span>}
      <span role="alert" className="m-sr">
        {bad ? t('checklist.badScore') : ''}
      </span>
    </span>
  );
}
