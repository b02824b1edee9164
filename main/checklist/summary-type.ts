import { LineRuleType } from 'docx';
import type { SummaryRequest } from '../contract/checklist-summary.ts';

const latin = 'Times New Roman';
const typeface = (eastAsia: string) => ({ ascii: latin, hAnsi: latin, cs: latin, eastAsia });
export const song = typeface('宋体');
export const hei = typeface('黑体');
export const kai = typeface('楷体_GB2312');
export const fang = typeface('仿宋_GB2312');
export const titleType = typeface('方正小标宋简体');

/** Half points: 二号, 三号, 四号, 五号, 小五. */
export const size = { title: 44, body: 32, footer: 28, note: 21, source: 18 } as const;
export const lineTwips = 28 * 20;
export const spacing = { line: lineTwips, lineRule: LineRuleType.EXACT } as const;
export const twoCharacters = 640;
export const grey = '767676';

const digits = '零一二三四五六七八九';

/** 1 to 99 as headings count. */
function chineseNumber(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : (digits[tens] ?? '')}十`;
  return `${ten}${ones === 0 ? '' : (digits[ones] ?? '')}`;
}

export function sectionNumber(n: number, language: SummaryRequest['language']): string {
  return language === 'en' ? `${n}. ` : `${chineseNumber(n)}、`;
}

export function partNumber(n: number, language: SummaryRequest['language']): string {
  return language === 'en' ? `(${n}) ` : `（${chineseNumber(n)}）`;
}
