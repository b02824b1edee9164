import type { Finding } from '../../main/contract/index.ts';
import { day, t } from '../i18n/index.ts';
import { findingWords, ruleWord, severityWord } from './check-words.ts';
import { nameOf } from './tree-model.ts';

export const findingHeightPx = 78;

/** One finding: how grave, of which rule, at which item, of which document, and what is wrong. */
export function CheckRow({
  finding,
}: {
  readonly finding: Finding | undefined;
}): React.ReactElement {
  if (!finding) return <div className="catalog-row-wait" aria-label={t('catalog.loadingRow')} />;
  const { item, document, accepted, places, severity } = finding;
  const said = findingWords(finding);
  const name = document?.title ?? nameOf(item.code, item.title);
  return (
    <div className="check-row">
      <div className="check-head">
        <strong>{ruleWord(finding.rule)}</strong>
        <span className="check-level" data-level={severity}>
          {severityWord(severity)}
        </span>
        <span className="check-place m-cut">
          {t('check.at', { code: item.code, slot: finding.slot?.kind ?? '' })}
          {places > 1 && ` · ${t('check.places', { count: places })}`}
        </span>
      </div>
      <div className="check-name m-cut" title={name}>
        {name}
      </div>
      <div className="check-said m-cut" title={said}>
        {accepted === null
          ? said
          : t('check.acceptedBy', { ...accepted, day: day(accepted.at.slice(0, 10)) })}
      </div>
    </div>
  );
}
