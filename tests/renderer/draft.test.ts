import { expect, test } from 'vitest';
import type {
  DocumentDetail,
  DocumentField,
  DocumentId,
  Proposal,
} from '../../main/contract/index.ts';
import {
  alternatives,
  doubtfulFields,
  isReliable,
  missingFields,
  realEdits,
  secrecyStop,
  valueOf,
  wantsCaption,
} from '../../renderer/intake/draft.ts';
import { changedCaption, startCaption } from '../../renderer/intake/caption.ts';
import { suggestedSplit } from '../../renderer/intake/suggested-split.ts';
import { takenValue } from '../../renderer/intake/taken-line.ts';

const proposal = (field: DocumentField, value: string, confidence: number): Proposal => ({
  field,
  value,
  label: value,
  confidence,
  source: 'folder',
  evidence: value,
  page: null,
  lines: [],
});

function detail(proposals: readonly Proposal[]): DocumentDetail {
  const nothing = {
    title: null,
    year: null,
    categoryId: null,
    referenceNumber: null,
    issuer: null,
    date: null,
    kind: null,
    department: null,
    retention: null,
    secrecy: null,
    note: null,
  };
  return {
    row: {
      id: 1 as DocumentId,
      state: 'inbox',
      trashed: false,
      title: '关于成立领导小组的通知',
      titleIsProposed: true,
      year: null,
      categoryId: null,
      category: null,
      referenceNumber: null,
      issuer: null,
      date: null,
      archivalCode: null,
      pages: 2,
      pageState: 'ready',
      unread: null,
      isSecret: false,
      tags: [],
      thumbnail: null,
    },
    fields: nothing,
    archivalCode: null,
    importedAt: '2024-09-11T09:14:00Z',
    confirmedAt: null,
    trashedAt: null,
    importId: null,
    originals: [],
    proposals: [...proposals],
    notes: [],
    caption: null,
    operations: [],
  };
}

const sure = [
  proposal('title', '关于成立领导小组的通知', 95),
  proposal('year', '2024', 97),
  proposal('categoryId', '3', 97),
];

test('a document whose title, year and category are sure may be confirmed without a look', () => {
  expect(isReliable(detail(sure))).toBe(true);
});

test('an unsure value or a missing category asks for a look', () => {
  const unsure = detail([...sure, proposal('date', '2024-07-16', 60)]);
  expect(doubtfulFields(unsure)).toEqual(['date']);
  expect(isReliable(unsure)).toBe(false);
  expect(missingFields(detail(sure.slice(0, 2)))).toEqual(['categoryId']);
});

test('what a person typed is no longer doubted', () => {
  const unsure = detail([...sure, proposal('date', '2024-07-16', 60)]);
  expect(doubtfulFields(unsure, { date: '2024-07-18' })).toEqual([]);
});

test('a field shows what was typed, else what is proposed', () => {
  const one = detail(sure);
  expect(valueOf(one, {}, 'year')).toBe(2024);
  expect(valueOf(one, { year: 2023 }, 'year')).toBe(2023);
  expect(valueOf(one, { year: null }, 'year')).toBeNull();
});

test('only what differs from the proposals is sent, an emptied field as empty', () => {
  const one = detail(sure);
  expect(realEdits(one, { year: 2024, title: '关于成立领导小组的通知' })).toEqual({});
  expect(realEdits(one, { year: 2023, categoryId: null })).toEqual({
    year: 2023,
    categoryId: null,
  });
});

test('alternatives leave out the value shown and repeat none', () => {
  const one = detail([
    proposal('date', '2024-07-16', 75),
    proposal('date', '2024-07-18', 60),
    proposal('date', '2024-07-18', 50),
  ]);
  expect(alternatives(one, {}, 'date').map(({ value }) => value)).toEqual(['2024-07-18']);
});

test('a marking of state secrecy stops a document until a person has decided otherwise', () => {
  const note = { code: 'secret' as const, details: { marking: '机密★1年', page: '1' } };
  const marked = { ...detail(sure), notes: [note] };
  expect(secrecyStop(marked, {})).toBe('机密★1年');
  expect(isReliable(marked)).toBe(false);
  expect(secrecyStop(marked, { secrecy: '秘密' })).toBe('机密★1年');
  expect(secrecyStop(marked, { secrecy: null })).toBe('机密★1年');
  expect(secrecyStop(marked, { secrecy: '无' })).toBeNull();
  expect(secrecyStop({ ...marked, fields: { ...marked.fields, secrecy: '内部' } }, {})).toBeNull();
  expect(secrecyStop(detail(sure), { secrecy: '绝密' })).toBe('绝密');
  expect(secrecyStop(detail(sure), {})).toBeNull();
});

test('what is still being read is not confirmed without a look', () => {
  const one = detail(sure);
  expect(isReliable({ ...one, row: { ...one.row, unread: { pages: 1, place: 0 } } })).toBe(false);
});

test('what a paper says of its attachments and its copy keeps nobody from confirming it', () => {
  const notes = (['attachments', 'copy-number', 'copy-mark'] as const).map((code) => ({
    code,
    details: { names: '任务分解表', seen: '', missing: '1', number: '000012', mark: '复印件' },
  }));
  const noted = { ...detail(sure), notes };
  expect(isReliable(noted)).toBe(true);
  expect(doubtfulFields(noted)).toEqual([]);
});

test('a photo wants a caption; the time the camera wrote is proposed and stored with the rest', () => {
  const photo = {
    ...detail([{ ...proposal('date', '2024-07-16', 90), source: 'photo' as const }]),
    notes: [{ code: 'photo' as const, details: {} }],
  };
  expect(wantsCaption(photo)).toBe(true);
  expect(startCaption(photo).time).toBe('2024-07-16');
  expect(changedCaption(photo, {})).toBeNull();
  expect(changedCaption(photo, { event: '清理北街二巷' })).toEqual({
    event: '清理北街二巷',
    time: '2024-07-16',
  });
  const stored = { ...photo, caption: { ...startCaption(photo), event: '清理北街二巷' } };
  expect(wantsCaption(stored)).toBe(false);
  expect(changedCaption(stored, { event: '清理北街二巷 ' })).toBeNull();
  expect(changedCaption(stored, { event: '' })).toEqual({ event: null });
});

test('a suggested cut names pages the document has', () => {
  const note = {
    code: 'split-suggested' as const,
    details: { before: '1,5,9', drop: '4', reason: 'blank' },
  };
  const one = detail(sure);
  const stack = { ...one, row: { ...one.row, pages: 6 }, notes: [note] };
  expect(suggestedSplit(stack)).toEqual({ before: [5], drop: [4] });
  expect(suggestedSplit(one)).toBeNull();
});

test('a line clicked on the page is taken for a field, a date only where there is one', () => {
  expect(takenValue('title', ' 关于开展整治的通知 ')).toBe('关于开展整治的通知');
  expect(takenValue('date', '清河镇 2024年7月16日')).toBe('2024-07-16');
  expect(takenValue('date', '二〇二四年七月十六日')).toBe('2024-07-16');
  expect(takenValue('date', '没有日期')).toBeNull();
});
