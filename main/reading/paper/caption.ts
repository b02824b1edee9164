import { factOf, type Fact } from './facts.ts';
import { dateAtEnd } from './head.ts';
import { findMarkedDates, findPrintedDates } from './dates.ts';
import { layOut, type PaperLine, type PaperPage, type Row } from './lines.ts';

/** What is printed under a photo, as far as it says (domain.md: the six elements, and 参见号). */
export interface PrintedCaption {
  /** What the photo shows. */
  readonly event: Fact<string> | null;
  readonly date: Fact<string> | null;
  /** By the names of `caption` in contract/documents: time, place, people, background, photographer, seeAlso. */
  readonly elements: Readonly<Record<string, string>>;
}

const labels: Readonly<Record<string, string>> = {
  事由: 'event',
  题名: 'event',
  内容: 'event',
  说明: 'event',
  图片说明: 'event',
  照片说明: 'event',
  时间: 'time',
  拍摄时间: 'time',
  日期: 'time',
  地点: 'place',
  拍摄地点: 'place',
  人物: 'people',
  背景: 'background',
  摄影者: 'photographer',
  摄影: 'photographer',
  拍摄者: 'photographer',
  拍摄人: 'photographer',
  参见号: 'seeAlso',
};
const label = new RegExp(
  `(${Object.keys(labels)
    .toSorted((a, b) => b.length - a.length)
    .join('|')})\\s*[:：]\\s*`,
  'gu',
);

/** The caption of a page that is a photo: labelled elements, else the lines under the picture. */
export function readCaption(page: PaperPage): PrintedCaption | null {
  const { rows, size } = layOut(page);
  const elements: Record<string, string> = {};
  const from: Record<string, readonly PaperLine[]> = {};
  for (const row of rows)
    for (const [name, value] of labelled(row.text)) {
      if (elements[name] !== undefined || value === '') continue;
      elements[name] = value;
      from[name] = row.lines;
    }
  if (elements['event'] !== undefined) {
    const dated =
      findPrintedDates(elements['time'] ?? '').at(0) ??
      findMarkedDates(elements['time'] ?? '').at(0);
    return {
      event: factOf(elements['event'], from['event'] ?? [], 92),
      date: dated === undefined ? null : factOf(dated.date, from['time'] ?? [], 93),
      elements,
    };
  }
  return size === null ? null : underneath(rows, size.height);
}

function labelled(text: string): readonly (readonly [string, string])[] {
  const found = [...text.matchAll(label)];
  return found.map((match, at) => {
    const end = found[at + 1]?.index ?? text.length;
    const value = text.slice(match.index + match[0].length, end).trim();
    return [labels[match[1] ?? ''] ?? '', value] as const;
  });
}

/** One to three lines at the foot of the page: 2024年3月16日，北街社区志愿者清理背街小巷. */
function underneath(rows: readonly Row[], pageHeight: number): PrintedCaption | null {
  const low = rows.filter(({ place }) => place !== null && place.top > pageHeight * 0.55);
  const lines = low
    .flatMap((row) => row.lines)
    .filter((line) => !line.red && line.text.length >= 4);
  const text = lines.map((line) => line.text).join('');
  if (lines.length === 0 || lines.length > 3 || [...text].length < 6 || [...text].length > 120)
    return null;
  if (dateAtEnd({ text })?.before === '') return null;
  const date = findPrintedDates(text).at(0) ?? findMarkedDates(text).at(0);
  const event = text
    .replace(/^图\s*\d{0,2}\s*[:：、.]?\s*/u, '')
    .replace(/^(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-.]\d{1,2}[-.]\d{1,2})[，,\s]*/u, '')
    .replace(/[。.]$/u, '');
  return {
    event: factOf(event, lines, 80),
    date: date === undefined ? null : factOf(date.date, lines, 85),
    elements: { event },
  };
}
