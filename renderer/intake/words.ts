import type {
  DocumentDetail,
  DocumentField,
  DocumentRow,
  Proposal,
  TextLine,
} from '../../main/contract/index.ts';
import { fieldName } from '../catalog/words.ts';
import { t } from '../i18n/index.ts';
import { pageList, pageRuns } from '../reading/arrangement.ts';
import type { SourceMark } from '../reading/source-marks.ts';
import { placeOf } from './line-place.ts';

/** Where a proposal came from, as the line beneath its field. `lines`: those of its page, once known. */
export function evidence(proposal: Proposal, lines: readonly TextLine[] = []): string {
  switch (proposal.source) {
    case 'separator':
      return t('intake.fromSeparator');
    case 'folder':
      return t('intake.fromFolder', { evidence: proposal.evidence });
    case 'file-name':
      return t('intake.fromFileName');
    case 'text':
      return textEvidence(proposal, lines);
    case 'photo':
      return t('intake.fromPhoto');
    case 'learned':
      return t('intake.fromLearned', { evidence: proposal.evidence });
    case 'person':
      return t('intake.fromPerson');
    case 'default':
      return t('intake.fromDefault');
  }
}

/** 同成文日期: where year and kind were read from the very lines another field has; null elsewhere. */
export function sharedEvidence(
  field: DocumentField,
  proposal: Proposal,
  shown: (field: DocumentField) => Proposal | undefined,
): string | null {
  if (field !== 'year' && field !== 'kind') return null;
  if (proposal.source !== 'text' || proposal.lines.length === 0) return null;
  const other = (['date', 'referenceNumber', 'title'] as const).find((each) => {
    const its = shown(each);
    return its?.page === proposal.page && its.lines.join() === proposal.lines.join();
  });
  return other === undefined ? null : t('intake.sameAs', { field: fieldName(other) });
}

/** 第 1 页第 2 行，红头下方居中; without lines the words themselves. */
function textEvidence(proposal: Proposal, lines: readonly TextLine[]): string {
  const { page, lines: numbers } = proposal;
  if (page === null) return t('intake.fromTextPlain', { evidence: proposal.evidence });
  const first = numbers[0];
  if (first === undefined) return t('intake.fromText', { page, evidence: proposal.evidence });
  const where = linesWords(page, numbers);
  const place = placeWords(placeOf(lines, first, page));
  return place === '' ? where : t('intake.atPlace', { where, place });
}

/** 第 1 页第 3–4 行. */
function linesWords(page: number, numbers: readonly number[]): string {
  const [first, last] = [numbers[0] ?? 0, numbers.at(-1) ?? 0];
  return first === last
    ? t('intake.atLine', { page, line: first + 1 })
    : t('intake.atLines', { page, from: first + 1, to: last + 1 });
}

function placeWords(place: ReturnType<typeof placeOf>): string {
  switch (place) {
    case 'masthead':
      return t('intake.placeMasthead');
    case 'under-masthead':
      return t('intake.placeUnderMasthead');
    case 'centred':
      return t('intake.placeCentred');
    case 'signature':
      return t('intake.placeSignature');
    case null:
      return '';
  }
}

/** 印发日期 and the like: what kind of value an alternative is, where its words say so. */
export const offerKind = (proposal: Proposal): string =>
  proposal.field === 'date' && proposal.evidence.includes('印发') ? t('intake.issuedDate') : '';

function sourceName(source: string): string {
  switch (source) {
    case 'folder':
      return t('intake.sourceFolder');
    case 'file-name':
      return t('intake.sourceFileName');
    case 'separator':
      return t('intake.sourceSeparator');
    case 'photo':
      return t('intake.sourcePhoto');
    case 'learned':
      return t('intake.sourceLearned');
    default:
      return t('intake.sourceText');
  }
}

const isField = (name: string): name is DocumentField =>
  [
    'title',
    'year',
    'categoryId',
    'referenceNumber',
    'issuer',
    'date',
    'kind',
    'department',
    'retention',
    'secrecy',
    'note',
  ].includes(name);

export type Note = DocumentDetail['notes'][number];

/** 请核对年度：正文写的是“2023”. */
export function disagreement(note: Note): string {
  const { field = '', other = '', otherSource = '' } = note.details;
  if (note.code !== 'sources-disagree' || !isField(field)) return noteWords(note) ?? '';
  return t('intake.disagree', {
    field: fieldName(field),
    source: sourceName(otherSource),
    other,
  });
}

/** What a note says as a line of its own; null for notes that are shown otherwise. */
export function noteWords(note: Note): string | null {
  const { pages = '', dpi = '', degrees = '', marking = '' } = note.details;
  const list = pages.replaceAll(',', t('app.list')).replaceAll('-', '–');
  switch (note.code) {
    case 'low-resolution':
      return t('intake.noteLowResolution', { pages: list, dpi });
    case 'skewed':
      return t('intake.noteSkewed', { pages: list, degrees });
    case 'blurred':
      return t('intake.noteBlurred', { pages: list });
    case 'blank-pages':
      return t('intake.noteBlank', { pages: list });
    case 'turned':
      return t('intake.noteTurned', { pages: list });
    case 'unread-pages':
      return t('intake.noteUnread', { pages: list });
    case 'work-secret':
      return t('intake.noteWorkSecret', { marking });
    case 'attachments':
      return attachmentWords(note);
    case 'copy-number':
      return t('intake.noteCopyNumber', { number: note.details['number'] ?? '' });
    case 'copy-mark':
      return t('intake.noteCopyMark', { mark: note.details['mark'] ?? '' });
    case 'sources-disagree':
    case 'secret':
    case 'split-suggested':
    case 'photo':
      return null;
  }
}

/** Where the line of a note stands, over what it says: the attachments one a line. */
export function sourceWords(note: Note, { page, lines }: SourceMark): string {
  const names = attachmentNames(note);
  const said = names.length > 0 ? names : [note.details['evidence'] ?? ''];
  return [linesWords(page, lines), ...said].join('\n');
}

const attachmentNames = (note: Note): readonly string[] =>
  (note.details['names'] ?? '').split('\n').filter((name) => name !== '');

/** 附件 2 个，齐全; 正文列有附件 2 个，缺附件 2. */
function attachmentWords(note: Note): string {
  const page = Number(note.details['page']);
  const names = attachmentNames(note);
  const count = names.length;
  if (count === 0)
    return page > 1 ? t('intake.attachmentsUnlisted', { page }) : t('intake.attachmentsAlone');
  const missing = pageList(note.details['missing'] ?? '');
  const seen = pageList(note.details['seen'] ?? '').length;
  const [only] = missing;
  if (seen === count) return t('intake.attachmentsAll', { count });
  if (only === undefined) return t('intake.attachmentsCheck', { count });
  const name = names[only - 1] ?? '';
  if (count === 1) return t('intake.attachmentMissing', { name });
  if (seen === 0) return t('intake.attachmentsNone', { count });
  const numbers = pageRuns(missing, t('app.list'));
  return t('intake.attachmentsSome', { count, seen, numbers });
}

/** 识读中 3 / 8 页, or 排队，第 2 位; while nothing is read, 3 页待识读. */
export function unreadWords(row: DocumentRow, isReading: boolean): string {
  const { unread } = row;
  if (!unread) return '';
  if (!isReading) return t('intake.unreadRow', { count: unread.pages });
  return unread.place === 0
    ? t('intake.readingRow', { done: row.pages - unread.pages, total: row.pages })
    : t('intake.waitingRow', { place: unread.place + 1 });
}
