/*
 * What the material check takes a slot or a paper for. Kinds of slots are free text; the four usual
 * ones, and words that practice writes instead of them (domain.md), are known.
 */

/** A red-head or sealed paper is asked for. */
export const wantsSeal = (slotKind: string): boolean =>
  /规范性?文件|红头|正式文件|公文|盖章/u.test(slotKind);

export const wantsPhotos = (slotKind: string): boolean => /图片|照片|影像|实景/u.test(slotKind);

/**
 * Kinds that bear a 发文字号 (公文处理条例 art. 8; a 纪要 has a number of its own kind, and a 函 and
 * what follows it may go without).
 */
const numbered =
  /(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|方案|办法|规定|细则)$/u;

export interface Paper {
  readonly title: string;
  readonly kind: string | null;
}

const bare = (title: string): string =>
  title.replace(/(?:[(（[【〔][^)）\]】〕]*[)）\]】〕]|\s)+$/u, '');

/** Whether the paper is of a kind that is issued under a 文号. */
export const isNumbered = ({ title, kind }: Paper): boolean => numbered.test(kind ?? bare(title));

const endsIn = ({ title, kind }: Paper, words: RegExp): boolean =>
  (kind !== null && words.test(kind)) || words.test(bare(title));

const mayReply = ({ title, kind }: Paper): boolean =>
  title.includes('复') || kind?.includes('复') === true;

/** What a reply answers: 批复 a 请示, 复函 a 函; null: it is no reply. */
export function requestOf(
  paper: Paper,
): { readonly reply: string; readonly request: string } | null {
  // Most papers are none, and there are thousands.
  if (!mayReply(paper)) return null;
  if (endsIn(paper, /批复$/u)) return { reply: '批复', request: '请示' };
  return endsIn(paper, /复函$/u) ? { reply: '复函', request: '函' } : null;
}

export function isRequest(paper: Paper, request: string): boolean {
  if (request === '请示') return endsIn(paper, /请示$/u);
  return endsIn(paper, /函$/u) && !endsIn(paper, /复函$/u);
}

/** The parts of a chain that shows that something was done (domain.md), in their order. */
export const stages = ['plan', 'record', 'photo', 'news', 'summary'] as const;
export type Stage = (typeof stages)[number];

const stageWords: readonly (readonly [Stage, RegExp])[] = [
  ['summary', /(?:总结|工作汇报|情况汇报|情况报告|工作报告|小结)$/u],
  ['news', /(?:简报|报道|新闻稿?|信息|推文|动态|通讯)$/u],
  ['record', /(?:签到[表册]?|记录表?|纪要|登记表|台账|花名册|考核表|评分表)$/u],
  ['photo', /(?:照片|图片|影像|留影|合影)$/u],
  ['plan', /(?:通知|方案|计划|预案|安排|倡议书?)$/u],
];

/** Which part of a chain a paper is; null: none. */
export function stageOf({ title, kind }: Paper): Stage | null {
  const name = bare(title);
  const found = stageWords.find(
    ([, words]) => words.test(name) || (kind !== null && words.test(kind)),
  );
  return found?.[0] ?? null;
}
