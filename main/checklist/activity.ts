import { kindOfTitle } from '../reading/index.ts';
import { normalise } from '../search/index.ts';

/** Fewer characters do not name an activity. */
const shortest = 4;

const time =
  /(?:(?:19|20)\d\d|[〇○零一二三四五六七八九]{4})\s*年?度?|[上下]半年|第?[一二三四1-4]季度|\d{1,2}\s*月份?(?:\s*\d{1,2}\s*日)?|第[一二三四五六七八九十\d]+[次期批]/gu;
const opening =
  /^(?:印发|转发|下发|报送|进一步|切实|扎实|全面|深入|做好|抓好|加强|组织|开展|召开|举办|实施|推进|落实)+/u;
const ending =
  /(?:工作|活动|行动|专项|情况|实施|现场|有关|相关|紧急|的|[一二三四五六七八九十\d]+)+$/u;

/** Stands where something was taken out. */
const gap = '·';

/** What is left of a title without who issued it, when, and what kind of paper it is, in pieces. */
function piecesOf(title: string): readonly string[] {
  const quoted = /《([^《》]{4,})》/u.exec(title)?.[1];
  let rest = (quoted ?? title).normalize('NFKC').replace(/^.*关于/u, '');
  rest = rest.replace(/\.[a-z\d]{2,5}$/iu, '').replaceAll(time, gap);
  // 的通知, 工作总结, 活动照片: as often as one stands before another.
  for (let before = ''; before !== rest;) {
    before = rest;
    const kind = kindOfTitle(rest);
    if (kind !== null) rest = rest.slice(0, rest.lastIndexOf(kind));
    rest = rest
      .replace(/[\s\p{P}]+$/u, '')
      .replace(ending, '')
      .replace(opening, '');
  }
  return rest.split(gap).map(normalise);
}

/**
 * What a title speaks of: what 方案, 总结 and 照片 of one activity have in common
 * (关于印发《清河镇2024年全民阅读活动方案》的通知 → 清河镇全民阅读). As `normalise` makes it; null where too
 * little is left.
 */
export function activityOf(title: string): string | null {
  const activity = piecesOf(title).join('');
  return [...activity].length < shortest ? null : activity;
}

/** The longest of it that stands in the title as it is, to seek others by; null where too little is left. */
export function activityWords(title: string): string | null {
  const [longest = ''] = piecesOf(title).toSorted((a, b) => b.length - a.length);
  return [...longest].length < shortest ? null : longest;
}

/**
 * Whether two titles are of one activity, told by what they speak of (`activityOf`): one of what the other
 * does, and of little more. A few general words (文明创建) that stand in a long title do not make it one
 * of their set.
 */
export function isSameActivity(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.includes(short) && short.length * 2 >= long.length;
}
