import type { CallResult, ChecklistId, ItemId, Points } from '../../main/contract/index.ts';
import { useCall } from '../app/data.ts';
import { t } from '../i18n/index.ts';
import { pointsWords } from './points-words.ts';

type Scores = CallResult<'checklistScores.scores'>;

const tables = ['checklist_item', 'slot', 'link', 'document', 'archive_setting'];

export const useScores = (id: ChecklistId, enabled: boolean): Scores | undefined =>
  useCall('checklistScores.scores', { id, offset: 0, limit: 1 }, { tables, enabled }).data;

/** What a checklist gives, what the office gives itself, what its proof bears: by project and in all. */
export function ScoreTable(props: {
  readonly scores: Scores;
  readonly onOpen: (id: ItemId) => void;
}) {
  const { all, projects } = props.scores;
  if (all.items === 0) return <p className="ov-lower-none m-muted">{t('overview.noScores')}</p>;
  return (
    <div className="ov-table-scroll" tabIndex={0} role="region" aria-label={t('overview.scores')}>
      <table className="ov-table">
        <thead>
          <tr>
            <th scope="col">{t('overview.project')}</th>
            <th scope="col">{t('overview.scoreMost')}</th>
            <th scope="col">{t('overview.scoreSelf')}</th>
            <th scope="col" title={t('overview.scoreProvenHelp')}>
              {t('overview.scoreProven')}
            </th>
            <th scope="col">{t('overview.scoreUnjudged')}</th>
          </tr>
        </thead>
        <tbody>
          <tr className="ov-table-all">
            <th scope="row">{t('overview.scoreAll')}</th>
            <PointCells points={all} />
          </tr>
          {projects.map((project) => (
            <tr key={project.id}>
              <th scope="row">
                <button
                  type="button"
                  className="ov-table-open"
                  onClick={() => props.onOpen(project.id)}
                >
                  <span className="ov-due-code">{project.code}</span> {project.title}
                </button>
              </th>
              <PointCells points={project} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PointCells({ points }: { readonly points: Points }) {
  const { most, self, proven, items, judged } = points;
  return (
    <>
      <td>{pointsWords(most)}</td>
      <td>{judged === 0 ? '' : pointsWords(self)}</td>
      <td>{pointsWords(proven)}</td>
      <td>{judged === items ? '' : t('overview.scoreUnjudgedOf', { count: items - judged })}</td>
    </>
  );
}

/** 自评 86.5 / 100 分. */
export function scoreWords({ all }: Scores): string {
  const { most, self, judged } = all;
  return judged === 0
    ? t('overview.scoreTotal', { most: pointsWords(most) })
    : t('overview.scoreOf', { self: pointsWords(self), most: pointsWords(most) });
}
