import { t } from '../i18n/index.ts';
import { useStore } from '../app/store.ts';
import { MenuButton } from '../ui/menu-button.tsx';
import { findingsShown } from './check-state.ts';
import { ruleWord } from './check-words.ts';
import type { Counts } from './use-findings.ts';

/** Which rule's findings, and whose. */
export function CheckFilters({ counts }: { readonly counts: Counts | null }): React.ReactElement {
  const { rule, department } = useStore(findingsShown, (state) => state);
  const sum = (all: readonly { readonly findings: number }[]): number =>
    all.reduce((total, { findings }) => total + findings, 0);
  const byRule = counts?.byRule ?? [];
  const byDepartment = counts?.byDepartment ?? [];
  const nameOf = (name: string | null): string => name ?? t('check.noDepartment');
  return (
    <div className="check-filters">
      <MenuButton
        className="binder-name"
        label={`${t('check.rule')} ${rule === null ? '' : ruleWord(rule)}`}
        words={rule === null ? t('check.rule') : ruleWord(rule)}
        items={[
          {
            key: 'all',
            label: t('check.allRules', { count: sum(byRule) }),
            onClick: () => findingsShown.set({ rule: null }),
          },
          ...byRule.map((each) => ({
            key: each.rule,
            label: t('check.ruleCount', { rule: ruleWord(each.rule), count: each.findings }),
            onClick: () => findingsShown.set({ rule: each.rule }),
          })),
        ]}
      />
      <MenuButton
        className="binder-name"
        label={`${t('check.department')} ${department === undefined ? '' : nameOf(department)}`}
        words={department === undefined ? t('check.department') : nameOf(department)}
        items={[
          {
            key: 'all',
            label: t('check.allDepartments', { count: sum(byDepartment) }),
            onClick: () => findingsShown.set({ department: undefined }),
          },
          ...byDepartment.map((each) => ({
            key: `of ${each.name ?? ''}`,
            label: t('check.ruleCount', { rule: nameOf(each.name), count: each.findings }),
            onClick: () => findingsShown.set({ department: each.name }),
          })),
        ]}
      />
    </div>
  );
}
