const digits = '〇一二三四五六七八九';

/** 2024 → 二〇二四 */
export function chineseDigits(value: number): string {
  return String(value).replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
}

/** 1–99 in words: 11 → 十一, 20 → 二十. */
export function chineseNumber(value: number): string {
  if (value < 10) return digits[value] ?? String(value);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return `${tens > 1 ? (digits[tens] ?? '') : ''}十${ones ? (digits[ones] ?? '') : ''}`;
}

/** Numeral of a root category: 一, 二 … in words up to 99. */
export function sectionNumeral(index: number): string {
  return index < 99 ? chineseNumber(index + 1) : String(index + 1);
}

/** `2024-09-11` → 2024 年 9 月 11 日 */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year} 年 ${month} 月 ${day} 日`;
}

/** `2024-09-11` → 二〇二四年九月 */
export function monthInChinese(date: string): string {
  const [year, month] = date.split('-').map(Number);
  return `${chineseDigits(year ?? 0)}年${chineseNumber(month ?? 0)}月`;
}

/** Years as ranges: 2022, 2023, 2025 → ['2022—2023', '2025']. */
export function yearRanges(years: readonly number[], join = '—'): string[] {
  const sorted = [...new Set(years)].sort((a, b) => a - b);
  const out: string[] = [];
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    out.push(start === end ? `${sorted[start]}` : `${sorted[start]}${join}${sorted[end]}`);
    start = end + 1;
  }
  return out;
}

/** 二〇二四年度, 二〇二二至二〇二四年度; empty without years. */
export function yearsInChinese(years: readonly number[]): string {
  if (years.length === 0) return '';
  const ranges = yearRanges(years, '至').map((range) =>
    range.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit),
  );
  return `${ranges.join('、')}年度`;
}
