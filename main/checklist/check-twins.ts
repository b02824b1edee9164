import type { DocumentId } from '../contract/ids.ts';
import type { CheckDocument, CheckFacts, CheckPage, CheckProof } from './check-facts.ts';
import { objectTo, type Objection } from './check-findings.ts';
import { wantsPhotos } from './check-kinds.ts';
import { differences, mostDifferences, rowsOf } from './check-picture.ts';
import { leastShared, partsOfSketch, sharedNumbers } from './check-sketch.ts';
import { aboutDocuments } from './check-subject.ts';

/*
 * Documents that prove what another one proves already: the same file, the same text, the same
 * picture. Compared are those that share something rare, never each with each.
 */

interface Twin {
  readonly by: 'file' | 'text' | 'picture';
  /** The one that was there first. */
  readonly other: CheckDocument;
  readonly page: number | null;
  readonly otherPage: number | null;
}

/** More of a kind than that have nothing rare in common: a form, a blank. */
const mostAlike = 40;

/** Those before it in its groups, first those that were there first. */
class Groups<Value> {
  readonly #groups = new Map<string, Value | Value[]>();

  /** Enters a value under its keys; tells of those that stood there, of some more than once. */
  enter(value: Value, keys: readonly string[], onFound: (other: Value) => void): void {
    for (const key of keys) {
      const group = this.#groups.get(key);
      if (group === undefined) this.#groups.set(key, value);
      else if (Array.isArray(group)) {
        for (const other of group) onFound(other);
        if (group.length < mostAlike) group.push(value);
      } else {
        onFound(group);
        this.#groups.set(key, [group, value]);
      }
    }
  }
}

/** Pages, or files without pages, of one original in two documents. */
function sameFiles(documents: readonly CheckDocument[], twins: Map<DocumentId, Twin>): void {
  /** By the id of a page, or of an original without pages below 0. */
  const known = new Map<number, CheckDocument>();
  const enter = (document: CheckDocument, key: number, page: CheckPage | null): void => {
    const other = known.get(key);
    if (other === undefined) known.set(key, document);
    else if (other !== document && !twins.has(document.id)) {
      const there = other.pages.find(({ pageId }) => pageId === page?.pageId);
      const places = { page: page?.n ?? null, otherPage: there?.n ?? null };
      twins.set(document.id, { by: 'file', other, ...places });
    }
  };
  for (const document of documents) {
    for (const original of document.files) enter(document, -original, null);
    for (const page of document.pages) enter(document, page.pageId, page);
  }
}

const figures = (text: string): string => text.replaceAll(/[^\d一二三四五六七八九十]/gu, '');

const agree = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;

/** Yearly and monthly papers say the same with other figures: they are not the same paper. */
const maySay = (a: CheckDocument, b: CheckDocument): boolean =>
  agree(a.date, b.date) &&
  agree(a.referenceNumber, b.referenceNumber) &&
  figures(a.title) === figures(b.title);

interface Text {
  readonly document: CheckDocument;
  readonly sketch: string;
  readonly letters: number;
}

/** How much texts may differ in length, of 1: by what was misread, and by a stamp. */
const mostLonger = 0.06;

function sameTexts(documents: readonly CheckDocument[], twins: Map<DocumentId, Twin>): void {
  const groups = new Groups<Text>();
  for (const document of documents) {
    const { pages, waits } = document;
    const sketch = pages[0]?.sketch ?? '';
    if (waits || sketch === '') continue;
    const letters = pages.reduce((sum, page) => sum + (page.letters ?? 0), 0);
    const text = { document, sketch, letters };
    groups.enter(text, partsOfSketch(sketch), (other) => {
      const isSame =
        other.document.pages.length === pages.length &&
        Math.abs(other.letters - letters) <= mostLonger * letters &&
        sharedNumbers(other.sketch, sketch) >= leastShared &&
        maySay(other.document, document);
      if (!isSame || twins.has(document.id)) return;
      twins.set(document.id, { by: 'text', other: other.document, page: null, otherPage: null });
    });
  }
}

interface Picture {
  readonly document: CheckDocument;
  readonly n: number;
  readonly rows: readonly number[];
}

function samePictures(documents: readonly CheckDocument[], twins: Map<DocumentId, Twin>): void {
  const groups = new Groups<Picture>();
  for (const document of documents) {
    for (const { n, picture } of document.pages) {
      if (picture === null || picture === '') continue;
      const rows = rowsOf(picture);
      const own = { document, n, rows };
      // A margin is the same in all.
      const keys = rows.flatMap((row, at) => (row === 0 ? [] : [`${at} ${row}`]));
      groups.enter(own, keys, (other) => {
        if (other.document === document || twins.has(document.id)) return;
        if (differences(other.rows, rows) > mostDifferences) return;
        twins.set(document.id, {
          by: 'picture',
          other: other.document,
          page: n,
          otherPage: other.n,
        });
      });
    }
  }
}

const saidBefore = new WeakMap<readonly CheckDocument[], ReadonlyMap<DocumentId, Twin>>();

/** Same files and texts, found once for documents of which nothing changed. */
function saidTwice(documents: readonly CheckDocument[]): ReadonlyMap<DocumentId, Twin> {
  const known = saidBefore.get(documents);
  if (known !== undefined) return known;
  const twins = new Map<DocumentId, Twin>();
  sameFiles(documents, twins);
  sameTexts(documents, twins);
  saidBefore.set(documents, twins);
  return twins;
}

/** Of documents the one that said the same before it, by id. */
export function twinsOf({ documents, proofs }: CheckFacts): ReadonlyMap<DocumentId, Twin> {
  const twins = new Map(saidTwice(documents));
  const photos = new Set(
    proofs.filter(({ slot }) => wantsPhotos(slot.kind)).map(({ document }) => document),
  );
  samePictures(
    documents.filter((document) => photos.has(document)),
    twins,
  );
  return twins;
}

/** In one slot it makes two of one; in two slots the first could prove both. */
export function duplicates(facts: CheckFacts): Objection[] {
  const twins = twinsOf(facts);
  if (twins.size === 0) return [];
  const places = Map.groupBy(facts.proofs, ({ document }) => document);
  return facts.proofs.flatMap((proof) => {
    const twin = twins.get(proof.document.id);
    if (twin === undefined) return [];
    const others = places.get(twin.other) ?? [];
    const near = nearest(proof, others);
    if (near === undefined) return [];
    const { document } = proof;
    const level = near.slot.id === proof.slot.id ? 'high' : 'medium';
    const details = {
      by: twin.by,
      other: twin.other.id,
      otherTitle: twin.other.title,
      otherItem: near.item.row.id,
      otherCode: near.item.row.code,
      ...(twin.page === null ? {} : { page: twin.page }),
      ...(twin.otherPage === null ? {} : { otherPage: twin.otherPage }),
    };
    const subject = aboutDocuments(document.id, twin.other.id);
    return objectTo(proof, 'duplicate', subject, level, details, twin.page);
  });
}

/** In the same slot, else in the same item, else the first. */
const nearest = (proof: CheckProof, others: readonly CheckProof[]): CheckProof | undefined =>
  others.find(({ slot }) => slot.id === proof.slot.id) ??
  others.find(({ at }) => at === proof.at) ??
  others[0];
