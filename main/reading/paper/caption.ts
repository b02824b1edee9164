import { factOf, type Fact } from './facts.ts';
import { dateAtEnd } from './head.ts';
import { findMarkedDates, findPrintedDates, isoDay } from './dates.ts';
import { layOut, type PaperLine, type PaperPage, type Row } from './lines.ts';
import { headPage } from './read-paper.ts';
import { findTitle } from './title.ts';

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
  const said = labelledCaption(rows);
  if (said !== null || size === null) return said;
  const paper = isPaper(size);
  const within = stamped(rows, paper);
  if (within !== null || !paper) return within;
  return dayled(rows) ?? underneath(rows, size.height);
}

const mostRows = 16;
const mostLetters = 400;
const mostInPicture = 80;

/** A sheet with a photo or two on it, by what is written under them and little else; a picture by its printed-in day. */
export function isPhotoSheet(page: PaperPage): boolean {
  const { rows, size } = layOut(page);
  const letters = rows.reduce((sum, { text }) => sum + [...text].length, 0);
  if (size === null || rows.length > mostRows || letters > mostLetters) return false;
  if (!isPaper(size)) return letters <= mostInPicture && stamped(rows, false) !== null;
  const elements = Object.keys(labelledCaption(rows)?.elements ?? {});
  if (elements.includes('event') && elements.length >= 3) return true;
  const last = rows.findLast(({ text }) => !/^[\s\-–—·.\d]+$/u.test(text));
  return last !== undefined && isDayled(last) && size.height * 0.35 < (last.place?.top ?? 0);
}

/** What the sheet is headed, over the pictures: …实景图片. */
export function photoHeading(page: PaperPage): Fact<string> | null {
  const layout = layOut(page);
  const title = findTitle(headPage(layout, [layout]), 0, false);
  if (title === null || title.start > 0 || layout.rows[0]?.lines.some(({ red }) => red))
    return null;
  return title.fact;
}

function labelledCaption(rows: readonly Row[]): PrintedCaption | null {
  const elements: Record<string, string> = {};
  const from: Record<string, readonly PaperLine[]> = {};
  for (const row of rows)
    for (const [name, value] of labelled(row.text)) {
      if (elements[name] !== undefined || value === '') continue;
      elements[name] = value;
      from[name] = row.lines;
    }
  const { event, time = '' } = elements;
  if (event === undefined) return null;
  const date = findPrintedDates(time).at(0) ?? findMarkedDates(time).at(0);
  return {
    event: factOf(event, from['event'] ?? [], 92),
    date: date === undefined ? null : factOf(date.date, from['time'] ?? [], 93),
    elements,
  };
}

const day = /^(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|\d{4}[-.]\d{1,2}[-.]\d{1,2})/u;

/** 2024年3月16日，北街社区志愿者清理背街小巷 */
const isDayled = ({ text, lines }: Row): boolean =>
  lines.length === 1 &&
  new RegExp(`${day.source}\\s*[，,、:：\\s]?\\s*[^，,、\\s].{4,}`, 'u').test(text);

function dayled(rows: readonly Row[]): PrintedCaption | null {
  const row = rows.find(isDayled);
  return row === undefined ? null : captionOf(row.lines);
}

function labelled(text: string): readonly (readonly [string, string])[] {
  const found = [...text.matchAll(label)];
  return found.map((match, at) => {
    const end = found[at + 1]?.index ?? text.length;
    const value = text.slice(match.index + match[0].length, end).trim();
    return [labels[match[1] ?? ''] ?? '', value] as const;
  });
}

/** A sheet with a photo on it, not the picture of a camera: words in that are on signs and banners. */
function isPaper({ width, height }: { readonly width: number; readonly height: number }): boolean {
  const ratio = Math.max(width, height) / Math.min(width, height);
  return Math.abs(ratio - Math.SQRT2) < 0.05;
}

/** Whether a page has the shape of a sheet of paper; one of unknown size has not. */
export function isPaperSize({ widthUm, heightUm }: PaperPage): boolean {
  return widthUm > 0 && isPaper({ width: widthUm, height: heightUm });
}

const clock = '[012]?\\d[:：][0-5]\\d(?:[:：][0-5]\\d)?';
const stamp = new RegExp(
  `^((?:19|20)\\d{2})[-./年](\\d{2})[-./月](\\d{2})日?\\s*(${clock})?\\s*(.*)$|^(${clock})\\s*(.*)$`,
  'u',
);

/**
 * What phones print into a picture: 2024-03-16 10:12, and under it where. It names neither event nor title.
 * `needsTime`: on paper, a day alone may begin a caption.
 */
function stamped(rows: readonly Row[], needsTime: boolean): PrintedCaption | null {
  for (const [at, row] of rows.entries()) {
    const match = stamp.exec(row.text);
    if (match === null) continue;
    const [, year, month, dayOfMonth, time, rest = '', bareTime, beside = ''] = match;
    const place = placeName(rest || beside) ?? placeName(rows[at + 1]?.text ?? '');
    if (placeName(rest || beside) === null && (rest || beside) !== '') continue;
    if (needsTime && time === undefined && bareTime === undefined) continue;
    const date = isoDay(Number(year), Number(month), Number(dayOfMonth));
    const when = [date, time ?? bareTime].filter((part) => part !== null && part !== undefined);
    return {
      event: null,
      date: date === null ? null : factOf(date, row.lines, 86),
      elements: { time: when.join(' '), ...(place === null ? {} : { place }) },
    };
  }
  return null;
}

function placeName(text: string): string | null {
  const name = text.replaceAll(/^[【[\s]+|[】\]\s]+$/gu, '');
  return /^[\p{Script=Han}\d（）()·-]{2,30}$/u.test(name) ? name : null;
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
  return dateAtEnd({ text })?.before === '' ? null : captionOf(lines);
}

function captionOf(lines: readonly PaperLine[]): PrintedCaption {
  const text = lines.map((line) => line.text).join('');
  const date = findPrintedDates(text).at(0) ?? findMarkedDates(text).at(0);
  const event = text
    .replace(/^图\s*\d{0,2}\s*[:：、.]?\s*/u, '')
    .replace(day, '')
    .replace(/^[，,、:：\s]+/u, '')
    .replace(/[。.]$/u, '');
  return {
    event: factOf(event, lines, 80),
    date: date === undefined ? null : factOf(date.date, lines, 88),
    elements: { event },
  };
}
