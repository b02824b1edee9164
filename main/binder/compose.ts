import type { BinderRecipe } from '../contract/binder.ts';
import type { Selection } from '../contract/documents.ts';
import type { ChecklistId } from '../contract/ids.ts';
import type { Reader } from '../db/index.ts';
import { checklistById, yearOf } from '../checklist/index.ts';
import { originalPath, type Archive } from '../library/index.ts';
import { sectionsByItem } from './compose-checklist.ts';
import { inFilingOrder, placesOfCategories } from './filing-order.ts';
import type { CategoryPlace } from './filing-order.ts';
import { yearRanges, yearsInChinese } from './numerals.ts';
import { yearsOf } from './page-frame.ts';
import type { PlannedDocument, PlannedPart, PlannedSection, VolumePlan } from './plan.ts';
import {
  categoriesInOrder,
  countUnconfirmed,
  filedDocuments,
  partsOf,
  yearsBound,
} from './queries.ts';
import type { BoundRow, PartRow } from './queries.ts';

export const defaultTitle = '文明创建迎检材料';

/** Calendar date of this computer, `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A recipe for a selection with everything filled in that can be. */
export async function binderDefaults(
  archive: Archive,
  selection: Selection,
): Promise<BinderRecipe> {
  const { name } = await archive.about();
  const years = await yearsBound(archive.db.read, selection);
  return {
    selection,
    title: defaultTitle,
    unit: name.slice(0, 60),
    subtitle: yearsInChinese(years).slice(0, 60),
    compiler: null,
    date: null,
    cover: true,
    contents: true,
    dividers: true,
    remarks: true,
    pageNumbers: true,
    duplex: true,
    a3: 'fold',
    checklist: null,
    imageDpi: null,
  };
}

/** Decides what a recipe binds now, in filing order. Only filed documents, never the inbox. */
export async function composePlan(archive: Archive, recipe: BinderRecipe): Promise<VolumePlan> {
  const reader = archive.db.read;
  const { name, fonds } = await archive.about();
  const [rows, parts, categories] = await Promise.all([
    filedDocuments(reader, recipe.selection),
    partsOf(reader, recipe.selection),
    categoriesInOrder(reader),
  ]);
  const partsByDocument = Map.groupBy(parts, (part) => part.document_id);
  const documentOf = (row: BoundRow): PlannedDocument => ({
    id: row.id,
    title: row.title,
    referenceNumber: row.reference_number,
    issuer: row.issuer,
    date: row.date,
    parts: (partsByDocument.get(row.id) ?? []).map((part) => planPart(archive, part)),
  });
  const { checklist } = recipe;
  const bound =
    checklist === null
      ? { sections: sectionsByFiling(rows, categories, documentOf) }
      : {
          checklist: await editionOf(reader, checklist.id),
          sections: await sectionsByItem(
            reader,
            checklist,
            new Map(rows.map((row) => [row.id, documentOf(row)])),
          ),
        };
  return {
    title: recipe.title ?? defaultTitle,
    unit: recipe.unit ?? name,
    subtitle: recipe.subtitle ?? yearsInChinese(yearsOf(bound)),
    fonds,
    compiler: recipe.compiler,
    date: recipe.date ?? today(),
    options: {
      cover: recipe.cover,
      contents: recipe.contents,
      dividers: recipe.dividers,
      remarks: recipe.remarks,
      pageNumbers: recipe.pageNumbers,
      duplex: recipe.duplex,
      a3: recipe.a3,
      ...(checklist?.gaps === true ? { gaps: true } : {}),
      ...(recipe.imageDpi === null ? {} : { imageDpi: recipe.imageDpi }),
    },
    ...bound,
  };
}

/** The documents of a year and category are a section, all in filing order. */
function sectionsByFiling(
  rows: readonly BoundRow[],
  categories: Parameters<typeof placesOfCategories>[0],
  documentOf: (row: BoundRow) => PlannedDocument,
): PlannedSection[] {
  const places = placesOfCategories(categories);
  const tabs = tabsOf(rows, places);
  const sections: (PlannedSection & { documents: PlannedDocument[] })[] = [];
  for (const row of inFilingOrder(rows, places)) {
    const last = sections.at(-1);
    const document = documentOf(row);
    if (last && last.year === row.year && last.categoryId === row.category_id) {
      last.documents.push(document);
      continue;
    }
    const place = row.category_id === null ? undefined : places.get(row.category_id);
    sections.push({
      year: row.year,
      categoryId: row.category_id,
      path: place?.path ?? [],
      tab: tabs.get(place?.root ?? null) ?? 0,
      documents: [document],
    });
  }
  return sections;
}

/** @throws ArchiveError `no-such-checklist` */
async function editionOf(
  reader: Reader,
  id: ChecklistId,
): Promise<NonNullable<VolumePlan['checklist']>> {
  const { name, window_from: from, window_to: to } = await checklistById(reader, id);
  return { name, year: yearOf(name, { from, to }) };
}

/** Root categories that are bound, in the order of the tree, those without one last: 一, 二, 三 … */
function tabsOf(
  rows: readonly BoundRow[],
  places: ReadonlyMap<number, CategoryPlace>,
): Map<number | null, number> {
  const place = (id: number | null) => (id === null ? undefined : places.get(id));
  const roots = new Set(rows.map((row) => place(row.category_id)?.root ?? null));
  const order = (root: number | null) => place(root)?.order ?? Number.POSITIVE_INFINITY;
  const sorted = [...roots].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return new Map(sorted.map((root, index) => [root, index]));
}

/** A row of the catalogue as the writer takes it. */
export function planPart(archive: Archive, row: PartRow): PlannedPart {
  const first = row.first_page ?? 1;
  const last = row.last_page ?? row.page_count;
  return {
    name: row.source_name,
    path: originalPath(archive, row.sha256, row.extension),
    sha256: row.sha256,
    type: row.type,
    state: row.page_state,
    firstPage: row.first_page,
    lastPage: row.last_page,
    pages: row.page_state === 'ready' ? Math.max(0, last - first + 1) : 0,
    oversizePages: row.oversize,
    rotation: row.rotation,
  };
}

/** Documents of a selection that wait in the inbox and are therefore left out. */
export function countLeftOut(archive: Archive, selection: Selection): Promise<number> {
  const { place } = selection.filter;
  if (place === 'trash') return Promise.resolve(0);
  const filter = { ...selection.filter, place: 'all' as const };
  return countUnconfirmed(archive.db.read, { ...selection, filter });
}

/** Name of a volume's file: Chinese as it is, harmless on every system, room left for ` (2)`. */
export function volumeFileName(plan: VolumePlan): string {
  const span = yearRanges(yearsOf(plan), '-').join('、');
  return pdfName([plan.unit, span && `${span} 年度`, plan.title], '迎检册');
}

const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/iu;

/** Name of a PDF made of words; begun with `otherwise` where nothing harmless is left of them. */
export function pdfName(words: readonly (string | null)[], otherwise: string): string {
  let name = words
    .filter(Boolean)
    .join(' ')
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/gu, '');
  while (Buffer.byteLength(name) > 200) name = [...name].slice(0, -1).join('').trimEnd();
  const isHarmless = name !== '' && !reserved.test(name);
  return `${isHarmless ? name : `${otherwise} ${name}`.trim()}.pdf`;
}
