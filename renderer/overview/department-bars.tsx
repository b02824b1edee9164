import { number, t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import type { Overview } from './editions.ts';
import { ShareBar } from './share-bar.tsx';

type Department = Overview['departments'][number];

/** What each department has done of what it leads, those with most items as the measure. */
export function DepartmentBars(props: {
  readonly departments: readonly Department[];
  readonly onSend: (department: string | null) => void;
}) {
  const most = Math.max(1, ...props.departments.map(({ counts }) => counts.items));
  return (
    <ul className="ov-departments" aria-label={t('overview.byDepartment')} tabIndex={0}>
      {inOrder(props.departments).map((each) => (
        <li key={each.name ?? ''} className="ov-department">
          <span className="m-cut" title={each.name ?? undefined}>
            {each.name ?? t('overview.noDepartment')}
          </span>
          <ShareBar counts={each.counts} most={most} />
          <span className="ov-department-count" title={t('overview.gaps', { count: each.gaps })}>
            {number(each.counts.complete)}/{number(each.counts.items)}
          </span>
          <span>
            {each.gaps > 0 ? (
              <Button
                look="link"
                aria-label={t('overview.sendGapsTo', {
                  name: each.name ?? t('overview.noDepartment'),
                })}
                onClick={() => props.onSend(each.name)}
              >
                {t('overview.sendGaps')}
              </Button>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Those that lead most first, what nobody leads last. */
const inOrder = (departments: readonly Department[]): Department[] =>
  departments.toSorted(
    (a, b) => Number(a.name === null) - Number(b.name === null) || b.counts.items - a.counts.items,
  );
