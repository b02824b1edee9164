import { Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import type {
  Checklist,
  ChecklistId,
  MatchState,
  SettledMatch,
} from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { client } from '../app/session.ts';
import { announce, attempt } from '../app/shell-state.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { MenuButton } from '../ui/menu-button.tsx';
import { useLinkChoices } from './editions-choices.ts';
import { CarriedLinks } from './editions-links.tsx';
import { MatchList, type Pair } from './editions-match-list.tsx';
import './editions.css';

type View = MatchState | 'links';

/** The edition that another most likely carries on: the one it does, else the newest before it. */
function earlierOf(current: Checklist, checklists: readonly Checklist[]): Checklist | undefined {
  const others = checklists.filter(({ id }) => id !== current.id);
  return (
    others.find(({ id }) => id === current.followsId) ??
    others.find(({ id, isExample }) => id < current.id && !isExample) ??
    others[0]
  );
}

/** Says how the items of an edition go together with those of the one before, and carries over what holds. */
export function MatchDialog(props: {
  readonly checklist: Checklist;
  readonly onClose: () => void;
}): React.ReactElement | null {
  const { checklist } = props;
  const list = useCall('checklist.list', {}, { tables: ['checklist'] }).data;
  const [chosen, setChosen] = useState<ChecklistId | null>(null);
  const checklists = list?.checklists ?? [];
  const earlier = checklists.find(({ id }) => id === chosen) ?? earlierOf(checklist, checklists);
  if (earlier === undefined) return null;
  return (
    <MatchForm
      key={earlier.id}
      earlier={earlier}
      later={checklist}
      others={checklists.filter(({ id }) => id !== checklist.id)}
      onEarlier={setChosen}
      onClose={props.onClose}
    />
  );
}

interface MatchFormProps {
  readonly earlier: Checklist;
  readonly later: Checklist;
  readonly others: readonly Checklist[];
  readonly onEarlier: (id: ChecklistId) => void;
  readonly onClose: () => void;
}

function MatchForm(props: MatchFormProps): React.ReactElement {
  const { earlier, later, onClose } = props;
  const [settled, setSettled] = useState<SettledMatch[]>([]);
  const [view, setView] = useState<View>('unclear');
  const [assignments, setAssignments] = useState(true);
  const [busy, setBusy] = useState(false);
  const choices = useLinkChoices();
  const { keep, drop } = choices;
  const pair = { old: earlier.id, new: later.id, settled };
  const counts = useCall('checklistEditions.match', { ...pair, offset: 0, limit: 1 }).data?.counts;
  const target = { kind: 'edition', checklist: later.id, settled } as const;
  const links = useCall('checklistEditions.links', {
    id: earlier.id,
    target,
    keep,
    drop,
    offset: 0,
    limit: 1,
  }).data;

  const settle = (added: readonly SettledMatch[]): void => {
    const olds = new Set(added.map(({ old }) => old));
    const taken = new Set(added.flatMap(({ match }) => match ?? []));
    // What went there before is unclear again: two do not go on as one.
    const others = settled.filter(
      ({ old, match }) => !olds.has(old) && (match === null || !taken.has(match)),
    );
    setSettled([...others, ...added]);
  };
  const settleAll = async (): Promise<void> => {
    const unclear = await attempt(allUnclear(pair));
    if (unclear) settle(unclear);
  };
  const carry = async (): Promise<void> => {
    setBusy(true);
    const done = await attempt(
      client.call('checklistEditions.carryOver', { ...pair, assignments, keep, drop }),
    );
    setBusy(false);
    if (done === undefined) return;
    onClose();
    const words =
      done.operation === null
        ? t('editions.carriedNothing')
        : t('editions.carried', { items: done.items, links: done.links });
    announce(words, done.operation);
  };
  const unclear = counts?.unclear ?? 0;
  return (
    <Dialog
      title={t('editions.matchTitle', { name: later.name })}
      width={880}
      onClose={onClose}
      footerStart={
        unclear > 0 ? (
          <span className="m-note">{t('editions.left', { count: unclear })}</span>
        ) : null
      }
      footer={
        <>
          <Button large onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button
            large
            look="primary"
            data-default
            disabled={busy || counts === undefined}
            onClick={() => void carry()}
          >
            {t(busy ? 'editions.carrying' : 'editions.carry')}
          </Button>
        </>
      }
    >
      <div className="dialog-fields">
        <p className="m-note">{t('editions.matchIntro')}</p>
        <div className="editions-head">
          <span>{t('editions.earlier')}</span>
          <MenuButton
            className="binder-name"
            words={earlier.name}
            label={`${t('editions.chooseEarlier')} ${earlier.name}`}
            items={props.others.map(({ id, name }) => ({
              key: String(id),
              label: name,
              onClick: () => props.onEarlier(id),
            }))}
          />
          <Checkbox
            checked={assignments}
            onChange={(event) => setAssignments(event.target.checked)}
          >
            {t('editions.takeDuties')}
          </Checkbox>
        </div>
        <div className="editions-head">
          <Segmented<View>
            value={view}
            aria-label={t('editions.view')}
            onChange={setView}
            options={[
              { value: 'unclear', label: t('editions.unclear', { count: unclear }) },
              { value: 'none', label: t('editions.none', { count: counts?.none ?? 0 }) },
              { value: 'sure', label: t('editions.sure', { count: counts?.sure ?? 0 }) },
              { value: 'settled', label: t('editions.settled', { count: counts?.settled ?? 0 }) },
              { value: 'added', label: t('editions.added', { count: counts?.added ?? 0 }) },
              {
                value: 'links',
                label: t('editions.proofs', { kept: links?.kept ?? 0, links: links?.links ?? 0 }),
              },
            ]}
          />
          {view === 'unclear' && unclear > 0 && (
            <Button onClick={() => void settleAll()}>{t('editions.settleAll')}</Button>
          )}
        </div>
        {view === 'links' ? (
          <CarriedLinks id={earlier.id} target={target} choices={choices} />
        ) : (
          <MatchList pair={pair} show={view} onSettle={(each) => settle([each])} />
        )}
      </div>
    </Dialog>
  );
}

/** Everything that is unclear, as the likeliest. */
async function allUnclear(pair: Pair): Promise<SettledMatch[]> {
  const limit = 200;
  const found: SettledMatch[] = [];
  for (let offset = 0, total = 1; offset < total; offset += limit) {
    const args = { ...pair, show: 'unclear', offset, limit } as const;
    const answer = await client.call('checklistEditions.match', args);
    total = answer.total;
    for (const { old, match } of answer.rows) {
      if (old && match) found.push({ old: old.id, match: match.id });
    }
  }
  return found;
}
