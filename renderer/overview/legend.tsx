import type { StateCounts } from '../../main/contract/index.ts';
import { useCommand } from '../app/commands.ts';
import { legendStates, stateName, type LegendState } from '../checklist/words.ts';
import { number, t } from '../i18n/index.ts';
import { StateMark } from '../ui/state-mark.tsx';

/** How many items are in each state; a press, or its key, shows that one alone. */
export function Legend(props: {
  readonly counts: StateCounts;
  readonly only: LegendState | null;
  readonly onOnly: (state: LegendState | null) => void;
}) {
  const { counts, only, onOnly } = props;
  useCommand('overview.all', 'Escape', () => onOnly(null), { when: only !== null });
  return (
    <div className="ov-legend" role="group" aria-label={t('overview.legend')}>
      {legendStates.map((state, index) => (
        <LegendButton
          key={state}
          state={state}
          keys={String(index + 1)}
          count={counts[state]}
          pressed={only === state}
          onPress={() => onOnly(only === state ? null : state)}
        />
      ))}
      <span className="m-toolbar-gap" />
      <span className="m-muted">{t('overview.legendKeys')}</span>
    </div>
  );
}

function LegendButton(props: {
  readonly state: LegendState;
  readonly keys: string;
  readonly count: number;
  readonly pressed: boolean;
  readonly onPress: () => void;
}) {
  const { state, keys, count, pressed, onPress } = props;
  const word = stateName(state);
  useCommand(`overview.only.${state}`, keys, onPress, {
    label: t('overview.showOnly', { state: word }),
  });
  return (
    <button
      type="button"
      className="ov-legend-state"
      aria-pressed={pressed}
      title={t('overview.showOnly', { state: word })}
      onClick={onPress}
    >
      <StateMark state={state} />
      {word} <b>{number(count)}</b>
    </button>
  );
}
