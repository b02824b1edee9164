import { Switch } from 'antd';
import type { CheckRule } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { change } from './actions.ts';
import { ruleWhy, ruleWord } from './check-words.ts';

/** Every rule with why it is one, and a switch. */
export function CheckRulesDialog(props: {
  readonly canChange: boolean;
  readonly onClose: () => void;
}): React.ReactElement {
  const { data } = useCall('checklist.checkRules', {}, { tables: ['archive_setting'] });
  const set = (rule: CheckRule, on: boolean): void =>
    void change('checklist.setCheckRule', { rule, on }, () =>
      t(on ? 'check.ruleOn' : 'check.ruleOff', { rule: ruleWord(rule) }),
    );
  return (
    <Dialog
      title={t('check.rulesTitle')}
      onClose={props.onClose}
      footer={
        <Button large data-default onClick={props.onClose}>
          {t('ui.close')}
        </Button>
      }
    >
      <p className="m-note">{t('check.rulesHelp')}</p>
      <ul className="check-rules">
        {(data?.rules ?? []).map(({ rule, on }) => (
          <li key={rule}>
            <Switch
              size="small"
              checked={on}
              disabled={!props.canChange}
              aria-label={ruleWord(rule)}
              aria-describedby={`why-${rule}`}
              onChange={(next) => set(rule, next)}
            />
            <div>
              <strong>{ruleWord(rule)}</strong>
              <p id={`why-${rule}`}>{ruleWhy(rule)}</p>
            </div>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
