/*
 * Figures that a paper gives of what was done: clauses such as 参加人员126人 or 发放资料3000余份, as they stand.
 */

/** A clause with a figure, and the page of its document it stands on, from 1. */
export interface Figure {
  readonly text: string;
  readonly page: number;
}

const units =
  '人次|人|户次|户|名|家|支|份|册|张|块|幅|面|处|个|次|场次|场|台次|台|辆次|辆|吨|公里|千米|平方米|平方|立方米|亩|米|' +
  '万元|元|件|起|批|盏|棵|株|套|箱|袋|车次|车|小时|课时|%|％|‰';

const figures = '\\d+(?:[.,]\\d+)*';
/** 六十三, 两百; not the 一 of 一批. */
const inWords = '[一二三四五六七八九十百千万两〇零]{2,}';

/** An amount with its unit. 第3次 and 3个月 are none. */
const amount = new RegExp(
  `(?<![第\\d.,〔（(\\[一二三四五六七八九十百千万-])(?:${figures}|${inWords})\\s*[余多万亿几]*\\s*(?:${units})` +
    '(?!月|工作日|小时内|以内|以上|以下)',
  'u',
);

/** What is asked for, hoped for or usual is no account of what was done. */
const intended =
  /不少于|不低于|不得|不超过|至少|力争|争取|确保|目标|计划|拟于|预计|要求|应当|应于|必须|务必|每[年月季周天日户人村组次半]|限期|完成时限|扣\s*\d|满分|为期|截止|奖励|罚款|编号|电话|联系|地址|邮编|签发|印发|共印|即日起/u;

/** Kinds that say what is to be, not what was. */
const forward =
  /(?:通知|方案|计划|预案|要点|规划|责任书|责任状|承诺书|协议书|合同|制度|办法|规定|细则|公约|守则|章程|条例|纪要|会议记录|讲话稿?|倡议书?|公告|通告|请示|批复|议程|申报表|申请表|推荐表|审批表|公开信|清单|评分表|考核表)$/u;

/** Whether a paper of this kind gives account of something done. */
export const givesAccount = (kind: string | null): boolean => kind === null || !forward.test(kind);

const shortest = 5;
const longest = 44;

/** Lines that go on in the next one are joined: one that is broken at the margin, not at a stop. */
function flowing(text: string): string {
  const lines = text.split('\n').map((line) => line.replaceAll(/\s+/gu, ' ').trim());
  const widest = Math.max(0, ...lines.map((line) => line.length));
  return lines
    .map((line) => {
      const goesOn =
        line.length >= 16 && line.length >= widest * 0.8 && !/[。；;！!？?：:]$/u.test(line);
      return goesOn ? line : `${line}\n`;
    })
    .join('');
}

const stops = /[。；;！!？?，\n]|(?<!\d),|,(?!\d)/u;
const opening = /^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|[•·●○■□\-—*])\s*/u;

/** The clauses of a page that give an amount, in order, each once. */
export function figuresIn(text: string): string[] {
  const found = flowing(text)
    .split(stops)
    .map((clause) => clause.trim().replace(opening, '').trim())
    .filter((clause) => {
      const letters = clause.match(/\p{Script=Han}/gu)?.length ?? 0;
      return (
        letters >= 3 &&
        clause.length >= shortest &&
        clause.length <= longest &&
        amount.test(clause) &&
        !intended.test(clause) &&
        !/[“”"《》〈〉]/u.test(clause) &&
        isPlain(clause)
      );
    });
  return [...new Set(found)];
}

/** Torn brackets and rows of a table are no clauses. */
function isPlain(clause: string): boolean {
  const opened = clause.match(/[（(〔[【]/gu)?.length ?? 0;
  const closed = clause.match(/[）)〕\]】]/gu)?.length ?? 0;
  const numbers = clause.match(/\d+/gu)?.length ?? 0;
  return opened === closed && numbers <= 4 && !/[\p{Cc}\p{Cf}\p{Co}|_]/u.test(clause);
}

/** The first figures of a document, each with its page. */
export function figuresOf(
  pages: readonly { readonly page: number; readonly text: string }[],
  most: number,
): Figure[] {
  const found = new Map<string, Figure>();
  for (const { page, text } of pages) {
    for (const clause of figuresIn(text)) {
      if (!found.has(clause)) found.set(clause, { text: clause, page });
      if (found.size >= most) return [...found.values()];
    }
  }
  return [...found.values()];
}
