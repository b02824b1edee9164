import { sectionYear } from './contents.ts';
import type { Layout, Run } from './layout.ts';
import type { PdfFile } from './pdf-file.ts';
import { textString } from './pdf-syntax.ts';
import { shortBy } from './plan.ts';
import type { PlannedSection, VolumePlan } from './plan.ts';
import { printable } from './wrap.ts';

/** A bookmark and those below it. */
export interface Bookmark {
  readonly title: string;
  readonly page: number;
  readonly open: boolean;
  readonly children: Bookmark[];
}

const frontTitles: Partial<Record<Run['kind'], string>> = {
  cover: '封面',
  contents: '目录',
  remarks: '备考表',
};

/**
 * Bookmarks of a volume: front matter, then year and categories, or a checklist's levels, as deep as
 * they go, and the documents.
 */
export function bookmarksOf(plan: VolumePlan, layout: Layout): Bookmark[] {
  const top: Bookmark[] = [];
  const branches = new Map<string, Bookmark>();
  const branch = (key: string, title: string, page: number, into: Bookmark[], open: boolean) => {
    const known = branches.get(key);
    if (known) return known;
    const made: Bookmark = { title, page, open, children: [] };
    branches.set(key, made);
    into.push(made);
    return made;
  };
  for (const run of layout.runs) {
    const front = frontTitles[run.kind];
    if (front) top.push({ title: front, page: run.page, open: false, children: [] });
    const section = run.section === null ? undefined : plan.sections[run.section];
    if (!section) continue;
    let into = top;
    let key = '';
    for (const name of branchesOf(section)) {
      key += `\u0000${name}`;
      into = branch(key, name, run.page, into, key === `\u0000${name}` && !section.item).children;
    }
    const title = leafTitle(section, run);
    if (title !== null) into.push({ title, page: run.page, open: false, children: [] });
  }
  return top;
}

const branchesOf = (section: PlannedSection): readonly string[] =>
  section.item
    ? section.path
    : [sectionYear(section), ...(section.path.length > 0 ? section.path : ['未分类'])];

/** What stands below a section's branches: its documents, and what is missing. */
function leafTitle({ item, documents }: PlannedSection, run: Run): string | null {
  if (run.document !== null) return documents[run.document]?.title ?? null;
  const slot = run.kind === 'gap' ? item?.slots[run.slot ?? 0] : undefined;
  return slot ? `待补：${slot.kind} ${shortBy(slot)} ${slot.unit}` : null;
}

export function countBookmarks(bookmarks: readonly Bookmark[]): number {
  return bookmarks.reduce((sum, bookmark) => sum + 1 + countBookmarks(bookmark.children), 0);
}

/** Rows that show while a bookmark is open. */
function visible(bookmarks: readonly Bookmark[]): number {
  return bookmarks.reduce(
    (sum, bookmark) => sum + 1 + (bookmark.open ? visible(bookmark.children) : 0),
    0,
  );
}

/** Writes the bookmarks; gives the outline's object, or null where there are none. */
export async function writeOutline(
  file: PdfFile,
  bookmarks: readonly Bookmark[],
  destination: (page: number) => string,
): Promise<number | null> {
  if (bookmarks.length === 0) return null;
  const root = file.reserve();
  const [first, last] = await writeLevel(file, bookmarks, root, destination);
  await file.object(
    root,
    `<</Type/Outlines/First ${first} 0 R/Last ${last} 0 R/Count ${visible(bookmarks)}>>`,
  );
  return root;
}

async function writeLevel(
  file: PdfFile,
  bookmarks: readonly Bookmark[],
  parent: number,
  destination: (page: number) => string,
): Promise<[first: number, last: number]> {
  const numbers = bookmarks.map(() => file.reserve());
  for (const [index, bookmark] of bookmarks.entries()) {
    const number = numbers[index] ?? 0;
    let entries = `/Title${textString(printable(bookmark.title) || '□')}/Parent ${parent} 0 R`;
    if (index > 0) entries += `/Prev ${numbers[index - 1]} 0 R`;
    if (index < numbers.length - 1) entries += `/Next ${numbers[index + 1]} 0 R`;
    if (bookmark.children.length > 0) {
      const [first, last] = await writeLevel(file, bookmark.children, number, destination);
      const count = visible(bookmark.children);
      entries += `/First ${first} 0 R/Last ${last} 0 R/Count ${bookmark.open ? count : -count}`;
    }
    await file.object(number, `<<${entries}/Dest${destination(bookmark.page)}>>`);
  }
  return [numbers[0] ?? 0, numbers.at(-1) ?? 0];
}
