import type { SummarySectionId } from '../contract/checklist-summary.ts';
import { kindOfTitle } from '../reading/index.ts';
import type { SummaryRow } from './summary-queries.ts';

/** Sections that documents are told in. */
export type Topic = Exclude<SummarySectionId, 'coverage' | 'outlook'>;

const byCategory: readonly (readonly [Topic, RegExp])[] = [
  ['honours', /荣誉|表彰|奖励|获奖/u],
  ['problems', /整改|问题/u],
  ['inspections', /督查|督导|考核|检查|巡查/u],
  ['training', /培训|学习/u],
  ['deployment', /组织领导|组织机构|领导|方案|制度|责任/u],
];

const byTitle: readonly (readonly [Topic, RegExp])[] = [
  ['honours', /荣誉|表彰|命名|授予|奖牌|奖状|证书|获评|光荣榜|喜报/u],
  ['problems', /整改|问题(?:清单|台账)|销号/u],
  ['inspections', /督查|督导|检查|考核|巡查|暗访/u],
  ['training', /培训|学习会|学习班|讲座|讲堂|宣讲/u],
  ['deployment', /方案|制度|责任[书状]|领导小组|专班|纪要/u],
];

/**
 * Where a document is told: as its categories say, from the innermost up; a document in none, as its
 * title says. A category of the office's own that says nothing here is told as such.
 */
export function topicOf(row: SummaryRow, categories: readonly string[]): Topic {
  for (const name of categories.toReversed()) {
    const found = byCategory.find(([, words]) => words.test(name));
    if (found !== undefined) return found[0];
  }
  if (categories.length > 0) return 'activities';
  const found = byTitle.find(([, words]) => words.test(row.title));
  if (found !== undefined) return found[0];
  return row.referenceNumber === '' ? 'activities' : 'deployment';
}

export const kindOf = ({ kind, title }: SummaryRow): string | null => kind ?? kindOfTitle(title);

const pictures = new Set(['jpeg', 'png', 'webp', 'bmp', 'gif']);

/** A photo; a scan of a paper as a picture says what kind of paper it is. */
export function isPhoto(row: SummaryRow): boolean {
  const kind = kindOf(row);
  return kind === null ? row.type !== null && pictures.has(row.type) : kind === '照片';
}

/** What may be said of a document without claiming more than that it is there. */
export type Verb = 'issued' | 'made' | 'drawn' | 'photo' | 'kept';

const plans = /(?:通知|方案|计划|预案|要点|规划|制度|办法|规定|细则|公约|守则|章程|倡议书?|意见)$/u;
const records =
  /(?:纪要|记录|记录表|签到[表册]|登记[表册]|台账|花名册|统计表|汇总表|一览表|考核表|评分表|推荐表|申报表|清单|名单|总结|小结|汇报|报告|简报|通报|责任[书状]|承诺书|协议书)$/u;

/** A 文号 says that a paper was issued; a plan was made, a record drawn up; the rest is on file. */
export function verbOf(row: SummaryRow): Verb {
  if (isPhoto(row)) return 'photo';
  if (row.referenceNumber !== '') return 'issued';
  const kind = kindOf(row) ?? '';
  if (plans.test(kind)) return 'made';
  return records.test(kind) ? 'drawn' : 'kept';
}
