import type { CarryReason } from '../contract/checklist-editions.ts';
import type { DateWindow } from '../contract/checklist.ts';
import { kindOfTitle } from '../reading/index.ts';

/**
 * Kinds of paper that hold until they are replaced. A letter of responsibility or a contract does where it
 * names no year (domain.md, Binder practice: 制度, 责任书 stand in every year's volumes).
 */
const standingKinds = new Set(
  '制度 办法 规定 细则 公约 守则 章程 条例 预案 责任书 责任状 承诺书 协议书 合同'.split(' '),
);
const lasting = /长期|长效|永久/u;

const year = '(?:19|20)\\d\\d';
/** 2023—2026年, 2023年至2026年, 2023-26年; 2023-05 is a month. */
const range = new RegExp(
  `(?<!\\d)(${year})\\s*年?度?\\s*(?:[-—–~～至到]|——)\\s*(${year}(?!\\d)|\\d\\d(?=\\s*年))`,
  'u',
);
/** 二〇二四年 */
const written = /[〇○零一二三四五六七八九]{4}(?=\s*年)/gu;
const figures = '零一二三四五六七八九';
const single = new RegExp(`(?<!\\d)${year}(?!\\d)`, 'gu');
/** The year of a 文号 is when a paper was issued, not how long it holds. */
const referenceYear = /[〔[(（【［]\s*(?:19|20)\d\d\s*[〕\]）)】］]\s*(?:第\s*)?\d+\s*号/gu;

export interface CarriedDocument {
  readonly title: string;
  readonly kind: string | null;
  /** `YYYY-MM-DD`. */
  readonly date: string | null;
  readonly place: 'filed' | 'inbox' | 'trash';
  /** Whether the link means pages that the document no longer shows. */
  readonly gone: boolean;
}

export interface Verdict {
  readonly reason: CarryReason;
  readonly value: string;
}

/**
 * Whether a document that proves in one edition still proves in another, with that edition's window. The
 * first that fits:
 * in the trash, or without its pages: no;
 * dated within the window: yes;
 * its title names years: yes where they reach into the window (2023—2026), else no (2023年值班安排);
 * of a standing kind — by its kind, the kind its title ends in, or the one in 《》 — or called 长期, 长效, 永久: yes;
 * anything else was of its time: no.
 * A window that is open on both sides asks for no date: nothing is within it.
 */
export function standsIn(document: CarriedDocument, window: DateWindow): Verdict {
  const { title, date, place, gone } = document;
  if (place === 'trash') return { reason: 'trash', value: '' };
  if (gone) return { reason: 'pages-gone', value: '' };
  if (date !== null && isWithin(date, window)) return { reason: 'within', value: date };
  const named = yearsNamed(title);
  if (named !== null) {
    const first = Number((window.from ?? window.to)?.slice(0, 4) ?? 0);
    const last = Number((window.to ?? window.from)?.slice(0, 4) ?? 0);
    const reaches = named.to >= first && (window.to === null || named.from <= last);
    return { reason: first > 0 && reaches ? 'spans' : 'year-bound', value: named.text };
  }
  const kind = standingKind(document);
  if (kind !== null) return { reason: 'standing', value: kind };
  return { reason: 'dated', value: date ?? '' };
}

const isWithin = (date: string, { from, to }: DateWindow): boolean =>
  (from !== null || to !== null) && (from === null || date >= from) && (to === null || date <= to);

/** The years that a title says a paper is about. */
function yearsNamed(title: string): { from: number; to: number; text: string } | null {
  const text = title
    .normalize('NFKC')
    .replaceAll(referenceYear, ' ')
    .replaceAll(written, (each) =>
      [...each].map((figure) => Math.max(0, figures.indexOf(figure))).join(''),
    );
  const span = range.exec(text);
  if (span !== null) {
    const [, first = '', last = ''] = span;
    const to = last.length === 2 ? `${first.slice(0, 2)}${last}` : last;
    if (first < to) return { from: Number(first), to: Number(to), text: `${first}—${to}` };
  }
  const years = (text.match(single) ?? []).map(Number);
  if (years.length === 0) return null;
  const [from, to] = [Math.min(...years), Math.max(...years)];
  return { from, to, text: from === to ? String(from) : `${from}、${to}` };
}

function standingKind({ title, kind }: CarriedDocument): string | null {
  const quoted = /《([^《》]+)》/u.exec(title)?.[1];
  const named = [kind, kindOfTitle(title), quoted === undefined ? null : kindOfTitle(quoted)];
  const standing = named.find((each) => each !== null && standingKinds.has(each));
  return standing ?? lasting.exec(title)?.[0] ?? null;
}
