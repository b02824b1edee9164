import type {
  ChangeResult,
  DocumentDetail,
  DocumentField,
  DocumentPatch,
  Selection,
} from '../contract/documents.ts';
import { ArchiveError } from '../contract/errors.ts';
import { counted, type Archive, type CallContext } from '../library/index.ts';
import { documentRowOf, rowsByIds, selected } from '../search/index.ts';
import { cleanText } from './clean-text.ts';
import * as q from './queries.ts';
import { captionOf } from './caption-queries.ts';
import { allCategories } from './category-queries.ts';
import { isSecretMarking, withoutStopped } from './secrecy-queries.ts';
import { tagDocuments, untagDocuments } from './tag-queries.ts';
import { ensureTags } from './tags.ts';

type PatchEntries = readonly (readonly [DocumentField, string | number | null])[];

/** Names of fields as the history writes them. */
const fieldWords: Readonly<Record<DocumentField, readonly [zh: string, en: string]>> = {
  title: ['题名', 'title'],
  year: ['年度', 'year'],
  categoryId: ['分类', 'category'],
  referenceNumber: ['文号', 'reference number'],
  issuer: ['责任者', 'issuer'],
  date: ['日期', 'date'],
  kind: ['文种', 'kind'],
  department: ['部门', 'department'],
  retention: ['保管期限', 'retention'],
  secrecy: ['密级', 'secrecy'],
  note: ['备注', 'note'],
};

/** Strings as they are kept; `note` keeps its lines. */
function clean(field: DocumentField, value: string | number | null): string | number | null {
  return typeof value === 'string' ? cleanText(value, field === 'note') : value;
}

function entriesOf(patch: DocumentPatch): PatchEntries {
  return q.fieldNames.flatMap((field) => {
    const value = patch[field];
    return value === undefined ? [] : [[field, clean(field, value)] as const];
  });
}

/** Everything about one document. */
export async function documentDetail(
  archive: Archive,
  id: number,
  address: CallContext['address'],
): Promise<DocumentDetail> {
  const { read } = archive.db;
  const record = await q.documentRecord(read, id);
  const [raw] = await rowsByIds(read, [id]);
  if (record === undefined || raw === undefined) throw new ArchiveError('no-such-document', { id });
  const [originals, proposals, notes, caption, operations] = await Promise.all([
    q.originalsOf(read, id),
    q.proposalsOf(read, id),
    q.notesOf(read, id),
    captionOf(read, id),
    q.operationsOn(read, id),
  ]);
  return {
    row: documentRowOf(raw, (path) => address('thumb', path)),
    fields: {
      title: record.title,
      year: record.year,
      categoryId: record.category_id as DocumentDetail['fields']['categoryId'],
      referenceNumber: record.reference_number,
      issuer: record.issuer,
      date: record.date,
      kind: record.kind,
      department: record.department,
      retention: record.retention as DocumentDetail['fields']['retention'],
      secrecy: record.secrecy,
      note: record.note,
    },
    archivalCode: record.archival_code,
    importedAt: record.created_at,
    confirmedAt: record.confirmed_at,
    trashedAt: record.trashed_at,
    importId: record.import_id as DocumentDetail['importId'],
    originals: originals.map((original) => ({
      id: original.id as DocumentDetail['originals'][number]['id'],
      name: original.name,
      sourcePath: original.source_path,
      bytes: original.bytes,
      sha256: original.sha256,
      type: original.type,
      pages: original.page_count,
      pageState: original.page_state as DocumentDetail['originals'][number]['pageState'],
      alsoIn: JSON.parse(original.also_in) as DocumentDetail['originals'][number]['alsoIn'],
      download: address('original', String(original.id)),
    })),
    proposals: proposals.map((proposal) => ({
      field: proposal.field as DocumentField,
      value: proposal.value,
      label: proposal.label,
      confidence: proposal.confidence,
      source: proposal.source as DocumentDetail['proposals'][number]['source'],
      evidence: proposal.evidence,
      page: proposal.page,
      lines: JSON.parse(proposal.lines) as number[],
    })),
    notes: notes.map((note) => ({
      code: note.code as DocumentDetail['notes'][number]['code'],
      details: JSON.parse(note.details) as Record<string, string>,
    })),
    caption: caption ?? null,
    operations: operations as DocumentDetail['operations'],
  };
}

async function assertCategory(archive: Archive, patch: DocumentPatch): Promise<void> {
  if (patch.categoryId === undefined || patch.categoryId === null) return;
  const categories = await allCategories(archive.db.read);
  if (!categories.some((category) => category.id === patch.categoryId)) {
    throw new ArchiveError('no-such-category', { id: patch.categoryId });
  }
}

function wordsOf(entries: PatchEntries, language: 0 | 1): string {
  return entries.map(([field]) => fieldWords[field][language]).join(language === 0 ? '、' : ', ');
}

/**
 * Sets the same fields on every document of a selection.
 * @throws ArchiveError `state-secret` where a filed document would be marked as a state secret: it
 *   goes back to the inbox first
 */
export async function setFields(
  archive: Archive,
  selection: Selection,
  patch: DocumentPatch,
): Promise<ChangeResult> {
  await assertCategory(archive, patch);
  const entries = entriesOf(patch);
  if (isSecretMarking(patch.secrecy)) {
    const filed = await q.countFiled(archive.db.read, selected(selection));
    if (filed > 0) throw new ArchiveError('state-secret', { count: filed });
  }
  const count = await q.countChanging(archive.db.read, selected(selection), entries);
  const { result, operation } = await archive.operate(
    {
      kind: 'set',
      zh: `修改 ${count} 件：${wordsOf(entries, 0)}`,
      en: `Change ${wordsOf(entries, 1)} of ${counted(count, 'document')}`,
    },
    (writer) => q.patchDocuments(writer, selected(selection), entries),
  );
  return { changed: result, operation };
}

/** What `setFields` would do: the first documents that would change, field by field. */
export async function previewFields(
  archive: Archive,
  selection: Selection,
  patch: DocumentPatch,
  limit: number,
) {
  await assertCategory(archive, patch);
  const { read } = archive.db;
  const entries = entriesOf(patch);
  const ids = selected(selection);
  const [total, count, records, categories] = await Promise.all([
    q.countSelected(read, ids),
    q.countChanging(read, ids, entries),
    q.changing(read, ids, entries, limit),
    allCategories(read),
  ]);
  const titles = new Map(
    (
      await rowsByIds(
        read,
        records.map((record) => record.id),
      )
    ).map((row) => [row.id, row.title]),
  );
  const shown = (field: DocumentField, value: string | number | null): string => {
    if (value === null) return '';
    if (field !== 'categoryId') return String(value);
    return categories.find((category) => category.id === value)?.name ?? '';
  };
  return {
    total,
    changing: count,
    rows: records.map((record) => ({
      id: record.id as DocumentDetail['row']['id'],
      title: titles.get(record.id) ?? '',
      changes: entries.flatMap(([field, after]) => {
        const before = record[q.columnOf[field] as keyof q.DocumentRecord];
        return before === after
          ? []
          : [{ field, before: shown(field, before), after: shown(field, after) }];
      }),
    })),
  };
}

/**
 * Files inbox documents: proposals fill what is open, `patch` goes over both. Papers marked as state
 * secrets stay where they are, unless a person has said that they are none; the rest goes on.
 * @throws ArchiveError `state-secret` where none of them may be filed
 */
export async function confirm(
  archive: Archive,
  selection: Selection,
  patch: DocumentPatch = {},
): Promise<ChangeResult> {
  await assertCategory(archive, patch);
  const entries = entriesOf(patch);
  const count = await q.countSelected(archive.db.read, mayFile(selection, entries));
  if (count === 0) await refuseSecrets(archive, selection);
  const { result, operation } = await archive.operate(
    { kind: 'confirm', zh: `确认归档 ${count} 件`, en: `File ${counted(count, 'document')}` },
    async (writer) => {
      const ids = await q.frozen(writer, mayFile(selection, entries));
      await q.patchDocuments(writer, ids, entries);
      await q.takeProposals(writer, ids);
      return q.confirmDocuments(writer, ids, new Date().toISOString());
    },
  );
  return { changed: result, operation };
}

function mayFile(selection: Selection, entries: PatchEntries) {
  const secrecy = entries.find(([field]) => field === 'secrecy')?.[1];
  const set = typeof secrecy === 'number' ? String(secrecy) : secrecy;
  return withoutStopped(inInbox(selection), set);
}

/** None may be filed: an error where there are some, nothing to do where there are none. */
async function refuseSecrets(archive: Archive, selection: Selection): Promise<void> {
  const waiting = await q.countSelected(archive.db.read, inInbox(selection));
  if (waiting > 0) throw new ArchiveError('state-secret', { count: waiting });
}

const inInbox = (selection: Selection) =>
  selected({ ...selection, filter: { ...selection.filter, place: 'inbox' } });

export async function unconfirm(archive: Archive, selection: Selection): Promise<ChangeResult> {
  const count = await q.countFiled(archive.db.read, selected(selection));
  const { result, operation } = await archive.operate(
    {
      kind: 'unconfirm',
      zh: `退回收件箱 ${count} 件`,
      en: `Return ${counted(count, 'document')} to the inbox`,
    },
    (writer) => q.unconfirmDocuments(writer, selected(selection)),
  );
  return { changed: result, operation };
}

/** Adds and removes tags by name; tags that are new are made. */
export async function tagSelection(
  archive: Archive,
  selection: Selection,
  add: readonly string[],
  remove: readonly string[],
): Promise<ChangeResult> {
  const signs = [...add.map((name) => `+${name}`), ...remove.map((name) => `−${name}`)].join(' ');
  const { result, operation } = await archive.operate(
    { kind: 'tag', zh: `标签：${signs}`, en: `Tags: ${signs}` },
    async (writer, id) => {
      const ids = await q.frozen(writer, selected(selection));
      const tags = await ensureTags(writer, add);
      await tagDocuments(writer, ids, tags);
      await untagDocuments(writer, ids, remove);
      return q.documentsTouched(writer, id);
    },
  );
  return { changed: result, operation };
}
