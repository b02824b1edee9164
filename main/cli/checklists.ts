import {
  allChecklists,
  checklistById,
  checklistNamed,
  coveredItems,
  type CoveredItem,
} from '../checklist/index.ts';
import type { ChecklistId } from '../contract/index.ts';
import type { Reader } from '../db/index.ts';
import { messageOf, UsageError } from './command.ts';

/**
 * The checklist of that name; without one the newest, examples only where there is nothing else.
 * @throws UsageError
 */
export async function checklistFor(
  reader: Reader,
  name: string | undefined,
): Promise<{ readonly id: ChecklistId; readonly name: string }> {
  if (name === undefined) {
    const [newest] = await allChecklists(reader);
    if (newest === undefined) throw new UsageError('还没有测评体系');
    return newest;
  }
  const id = await checklistNamed(reader, name);
  if (id === undefined) throw new UsageError(messageOf('no-such-checklist', { name }));
  return checklistById(reader, id);
}

/** Codes with and without look-alikes: full width, circled and Roman figures, spaces. */
const plain = (code: string): string => code.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();

/**
 * The item with this code: as the sheet writes it, or with the codes above it before, joined by `-`.
 * Of several, one that asks for proof goes before one that does not.
 * @throws UsageError where there is none, or several
 */
export async function itemWithCode(
  reader: Reader,
  checklist: ChecklistId,
  code: string,
): Promise<CoveredItem> {
  const items = await coveredItems(reader, checklist);
  const paths = pathsOf(items);
  const ways: readonly ((item: CoveredItem, at: number) => boolean)[] = [
    ({ row }) => row.code === code,
    (_item, at) => paths[at] === code,
    ({ row }) => row.code !== '' && plain(row.code) === plain(code),
    (_item, at) => plain(paths[at] ?? '') === plain(code),
  ];
  for (const way of ways) {
    const found = items.filter(way);
    const asking = found.filter(({ slots }) => slots.length > 0);
    const candidates = asking.length > 0 ? asking : found;
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) return only;
    if (only !== undefined) {
      const names = candidates.slice(0, 5).map((item) => paths[items.indexOf(item)] ?? '');
      throw new UsageError(`编码 ${code} 不止一项，写全上级编码：${names.join('、')}`);
    }
  }
  throw new UsageError(messageOf('no-such-item', { code }));
}

/** The codes from the project down to each item, joined by `-`. */
function pathsOf(items: readonly CoveredItem[]): string[] {
  const paths: string[] = [];
  for (const { row, parent } of items) {
    const above = paths[parent] ?? '';
    paths.push([above, row.code].filter((code) => code !== '').join('-'));
  }
  return paths;
}
