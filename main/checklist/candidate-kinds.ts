import type { KindFit } from '../contract/checklist-candidates.ts';
import { kindOfTitle } from '../reading/index.ts';
import type { CandidateFacts } from './candidate-queries.ts';

const formal = new Set(
  (
    '决议 决定 命令 公报 公告 通告 意见 通知 通报 请示 批复 函 纪要 方案 制度 计划 办法 规定 细则 规划 ' +
    '预案 要点 责任书 责任状 承诺书 公约 守则 章程 条例'
  ).split(' '),
);
const reports = new Set('总结 报告 汇报 简报 通报 要点 会议记录 活动记录'.split(' '));
const pictures = new Set(['jpeg', 'png', 'webp', 'bmp', 'gif']);
const tableWord =
  /(?:统计表|汇总表|一览表|登记表|登记册|记录表|考核表|评分表|签到表|签到册|花名册|台账|清单|名单|名册|报表|统计|表)$/u;

interface Fit {
  readonly fit: KindFit;
  readonly value: string;
}

const isPicture = ({ kind, type }: CandidateFacts): boolean =>
  kind === '照片' || (type !== null && pictures.has(type));

/** Whether a slot asks for pictures: 实景图片, or a kind of the checklist's own that says so. */
const asksForPictures = (kind: string): boolean => /[图影]|照片/u.test(kind);

/** How a document fits the kind of proof that a slot asks for (domain.md, Checklists); null: it does not show. */
export function kindFitOf(slot: string, facts: CandidateFacts): Fit | null {
  const paper = facts.kind ?? kindOfTitle(facts.title);
  if (asksForPictures(slot)) {
    return isPicture(facts) ? { fit: 'image', value: facts.kind ?? facts.type ?? '' } : null;
  }
  if (/[表册]|台账|清单/u.test(slot)) {
    const word = tableWord.exec(facts.kind ?? '') ?? tableWord.exec(facts.title.trim());
    return word === null ? null : { fit: 'table', value: word[0] };
  }
  if (paper !== null && slot.includes(paper)) return { fit: 'paper', value: paper };
  if (/文件|制度|规范/u.test(slot)) {
    const number = facts.referenceNumber?.trim() ?? '';
    if (number !== '') return { fit: 'number', value: number };
    return paper !== null && formal.has(paper) ? { fit: 'paper', value: paper } : null;
  }
  if (/报告|总结|说明|材料/u.test(slot)) {
    return paper !== null && reports.has(paper) ? { fit: 'paper', value: paper } : null;
  }
  return null;
}

/** A picture where none is asked for, or none where one is: it is not left out, but comes later. */
export const isOfOtherKind = (slot: string, facts: CandidateFacts): boolean =>
  asksForPictures(slot) ? !isPicture(facts) : facts.kind === '照片';

/** A photo about which nothing is written. */
export const lacksCaption = (slot: string, facts: CandidateFacts): boolean =>
  facts.isCaptioned !== 1 && (facts.kind === '照片' || (asksForPictures(slot) && isPicture(facts)));
