import { parseLooseDate } from '../catalog/loose-date.ts';
import type { InboxField } from './draft.ts';

/** Fields that a line of the page can be taken for. */
export const takesLines = (field: InboxField): boolean =>
  field === 'referenceNumber' || field === 'title' || field === 'issuer' || field === 'date';

const longest = { referenceNumber: 100, title: 500, issuer: 200 } as const;

/** The value a line of the page gives a field; null where it cannot be one. */
export function takenValue(field: InboxField, line: string): string | null {
  const text = line.trim();
  if (field === 'date') return dateIn(text);
  if (field !== 'referenceNumber' && field !== 'title' && field !== 'issuer') return null;
  return text === '' ? null : text.slice(0, longest[field]);
}

/** 2024年7月16日, 2024-7-16 or 二〇二四年七月十六日 within a line. */
function dateIn(text: string): string | null {
  const digits = '[\\d〇零○一二三四五六七八九十]';
  const found = new RegExp(
    `${digits}{4}\\s*[年./-]\\s*${digits}{1,3}\\s*[月./-]\\s*${digits}{1,3}日?`,
    'u',
  ).exec(text.normalize('NFKC'));
  if (!found) return null;
  const read = parseLooseDate(found[0].replaceAll(/\s/gu, ''));
  return read.ok ? read.date : null;
}
