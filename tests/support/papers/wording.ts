import { sentence } from '../vocabulary.ts';
import type { Random } from '../scans/random.ts';
import type { Office } from './offices.ts';
import { offices } from './offices.ts';
import type { Topic } from './topics.ts';

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function makeDate(random: Random): CalendarDate {
  return {
    year: random.integer(2019, 2025),
    month: random.integer(1, 12),
    day: random.integer(1, 28),
  };
}

/** Some days on, as printing follows signing. */
export function later(date: CalendarDate, days: number): CalendarDate {
  const moved = new Date(Date.UTC(date.year, date.month - 1, date.day + days));
  return {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
  };
}

export function isoOf({ year, month, day }: CalendarDate): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export function arabicDate({ year, month, day }: CalendarDate): string {
  return `${year}年${month}月${day}日`;
}

const digits = '〇一二三四五六七八九';

/** 二〇二四年七月十六日; `zero` is what the office types for 〇. */
export function chineseDate({ year, month, day }: CalendarDate, zero = '〇'): string {
  const years = [...String(year)].map((digit) => (digit === '0' ? zero : digits[Number(digit)]));
  return `${years.join('')}年${chineseNumber(month)}月${chineseNumber(day)}日`;
}

/** 1 to 99 in words. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10 === 0 && tens > 0 ? '' : (digits[value % 10] ?? '');
  return tens === 0 ? ones : `${tens === 1 ? '' : digits[tens]}十${ones}`;
}

/** A date as the signature of an official paper has it: mostly Arabic, sometimes in words. */
export function signedDate(date: CalendarDate, random: Random): string {
  const style = random.next();
  if (style < 0.64) return arabicDate(date);
  if (style < 0.78) return chineseDate(date);
  if (style < 0.85) return chineseDate(date, '○');
  if (style < 0.89) return chineseDate(date, '零');
  if (style < 0.94) return paddedDate(date);
  return `${date.year} 年 ${date.month} 月 ${date.day} 日`;
}

/** 2024年07月06日, as forms and spreadsheets write it. */
function paddedDate(date: CalendarDate): string {
  const [year, month, day] = isoOf(date).split('-');
  return `${year}年${month}月${day}日`;
}

/** A date as sloppier papers have it. */
export function looseDate(date: CalendarDate, random: Random): string {
  const { year, month, day } = date;
  const style = random.next();
  if (style < 0.15) return `${year}.${month}.${day}`;
  if (style < 0.25) return isoOf(date);
  return signedDate(date, random);
}

/** A reference number as printed and as the standard writes it (GB/T 9704-2012). */
export interface ReferenceNumber {
  readonly printed: string;
  readonly value: string;
}

export function referenceNumber(code: string, year: number, random: Random): ReferenceNumber {
  const count = random.integer(1, random.chance(0.15) ? 320 : 96);
  const value = `${code}〔${year}〕${count}号`;
  const style = random.next();
  if (style < 0.66) return { printed: value, value };
  if (style < 0.72) return { printed: `${code} 〔${year}〕 ${count} 号`, value };
  if (style < 0.8) return { printed: `${code}[${year}]${count}号`, value };
  if (style < 0.87) return { printed: `${code}（${year}）${count}号`, value };
  if (style < 0.92) return { printed: `${code}〔${year}〕第${count}号`, value };
  if (style < 0.96) return { printed: `${code}【${year}】${count}号`, value };
  return { printed: `${code}〔${year}〕${String(count).padStart(3, '0')}号`, value };
}

/** A matter without its 关于 and kind: what the paper is about. */
function matter(topic: Topic, date: CalendarDate, random: Random): string {
  const chosen = random.pick(topic.matters);
  return random.chance(0.25) ? `${date.year}年${chosen}` : chosen;
}

const directions = ['切实做好', '进一步加强', '认真组织开展', '扎实推进', '做好', '开展'];

/** A title about `topic` that ends in `kind`; with the issuer before it, without 关于, or as forwarding another paper. */
export function makeTitle(
  kind: string,
  topic: Topic,
  date: CalendarDate,
  random: Random,
  office?: Office,
): string {
  const about = matter(topic, date, random);
  const lead = office !== undefined && random.chance(0.35) ? office.name : '';
  const style = random.next();
  if (style < 0.14 && lead === '') return `${about}${kind}`;
  if (style < 0.24) return `${lead}关于“${about.replaceAll(/[“”]/gu, '')}”有关事项的${kind}`;
  if (style < 0.34) {
    const others = topic.matters.filter((each) => !about.endsWith(each));
    return `${lead}关于${random.pick(directions)}${about}和${random.pick(others)}的${kind}`;
  }
  return `${lead}关于${random.chance(0.6) ? random.pick(directions) : ''}${about}工作的${kind}`;
}

/** Another paper, cited: numbers and dates that are not the citing paper's own. */
function citation(date: CalendarDate, random: Random): string {
  const other = random.pick(offices);
  const number = referenceNumber(
    random.pick(other.codes),
    date.year - random.integer(0, 1),
    random,
  );
  const about = random.pick(['环境卫生整治', '创建工作考核', '宣传阵地管理', '问题整改']);
  return `根据${other.name}《关于印发〈${about}实施方案〉的通知》（${number.printed}）精神，`;
}

/** What a paper has to say: each of its topic's sentences once, then made ones. */
export interface Speaker {
  /** A sentence. */
  readonly says: () => string;
  /** A paragraph, now and then with a date or a cited paper. */
  readonly paragraph: () => string;
  /** An opening that leads over to what is wanted. */
  readonly opening: (kind: string) => string;
}

export function makeSpeaker(topic: Topic, date: CalendarDate, random: Random): Speaker {
  const left = [...topic.sentences];
  const says = (): string => {
    if (left.length === 0 || random.chance(0.55)) return sentence(random);
    return left.splice(random.integer(0, left.length - 1), 1)[0] ?? sentence(random);
  };
  const paragraph = (): string => {
    const parts = random.chance(0.25) ? [citation(date, random)] : [];
    for (let count = random.integer(1, 3); count > 0; count -= 1) parts.push(says());
    if (random.chance(0.25)) {
      const due = arabicDate(later(date, random.integer(3, 40)));
      parts.push(`请于${due}前将书面材料报办公室，联系电话：${telephone(random)}。`);
    }
    return parts.join('');
  };
  const purposes = ['巩固创建成果', '提升文明程度', '回应群众期盼', '迎接年度测评'];
  const opening = (kind: string): string => {
    const cited = random.chance(0.5) ? citation(date, random) : '';
    const lead = says().replace(/。$/u, '');
    return `${cited}为${random.pick(purposes)}，${lead}，现将有关情况${kind}如下：`;
  };
  return { says, paragraph, opening };
}

export function telephone(random: Random): string {
  return `0${random.integer(310, 899)}-${random.integer(2000000, 8999999)}`;
}
