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
  valueOf,
} from '../../renderer/intake/draft.ts';

const proposal = (field: DocumentField, value: string, confidence: number): Proposal => ({
  field,
  value,
  label: value,
  confidence,
  source: 'folder',
  evidence: value,
  page: null,
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
