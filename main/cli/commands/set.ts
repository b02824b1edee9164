import { confirm, knownDocuments, setFields, stoppedDocuments } from '../../catalog/index.ts';
import {
  documentPatch,
  type ChangeResult,
  type DocumentPatch,
  type Selection,
} from '../../contract/index.ts';
import type { Archive } from '../../library/index.ts';
import { categoryNamed, readArguments, readIds } from '../arguments.ts';
import { messageOf, UsageError, withArchive, type Command, type Outcome } from '../command.ts';

/** Fields by the names of the contract, the category by its own name. */
const keys = Object.keys(documentPatch.shape).map((key) =>
  key === 'categoryId' ? 'category' : key,
);

interface Wanted {
  /** Fields as given; the category by its name. */
  readonly values: Readonly<Record<string, string | number | null>>;
  readonly confirmed: boolean;
}

/** Reads `KEY=VALUE` words; what can be judged without the archive is judged before it is opened. */
function readPairs(pairs: readonly string[]): Wanted {
  const values: Record<string, string | number | null> = {};
  let confirmed = false;
  for (const pair of pairs) {
    const [, key = '', value = ''] = /^([A-Za-z]+)=(.*)$/su.exec(pair) ?? [];
    if (key === 'confirm' && value === 'true') confirmed = true;
    else if (!keys.includes(key)) {
      throw new UsageError(`写成 KEY=VALUE，KEY 可以是 ${keys.join(' ')}：${pair}`);
    } else if (value === '') values[key] = null;
    else values[key] = key === 'year' ? Number(value) : value;
  }
  patchOf(values);
  return { values, confirmed };
}

function patchOf({ category: _category, ...values }: Wanted['values']): DocumentPatch {
  const parsed = documentPatch.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new UsageError(`值不对：${String(parsed.error.issues[0]?.path[0] ?? '')}`);
}

async function patchIn(archive: Archive, { values }: Wanted): Promise<DocumentPatch> {
  const { category } = values;
  if (category === undefined) return patchOf(values);
  const id = category === null ? null : await categoryNamed(archive.db.read, String(category));
  return { ...patchOf(values), categoryId: id };
}

/** Ids that are no documents are failures of their own; the rest goes on. */
export async function knownIds(
  archive: Archive,
  ids: readonly number[],
): Promise<{ known: Selection; unknown: number[] }> {
  const there = await knownDocuments(archive.db.read, ids);
  return {
    known: { filter: { ids: ids.filter((id) => there.has(id)) } } as unknown as Selection,
    unknown: ids.filter((id) => !there.has(id)),
  };
}

/** The answer of a command that changes documents; `stopped` are papers that may not be filed. */
export function changeOutcome(
  result: ChangeResult,
  unknown: readonly number[],
  stopped: readonly number[] = [],
): Outcome {
  const failed = [
    ...unknown.map((id) => ({
      id,
      code: 'no-such-document',
      message: `没有编号 ${id} 的文件`,
    })),
    ...stopped.map((id) => ({
      id,
      code: 'state-secret',
      message: `${messageOf('state-secret')}：编号 ${id}`,
    })),
  ];
  return {
    value: { ...result, ...(failed.length === 0 ? {} : { failed }) },
    text: [`已改 ${result.changed} 件`, ...failed.map((each) => each.message)].join('\n'),
    incomplete: failed.length > 0,
  };
}

export const setCommand: Command = {
  usage: 'set ARCHIVE IDS KEY=VALUE…',
  summary: '修改字段；confirm=true 从收件箱归档',
  run: async (words) => {
    const given = readArguments(words, { words: [3, 100] });
    const [folder = '', ids = '', ...pairs] = given.words;
    const wanted = readIds(ids);
    const change = readPairs(pairs);
    return withArchive(folder, 'change', async (archive) => {
      const patch = await patchIn(archive, change);
      const { known, unknown } = await knownIds(archive, wanted);
      const result = change.confirmed
        ? await confirm(archive, known, patch)
        : await setFields(archive, known, patch);
      const stopped = change.confirmed ? await stoppedDocuments(archive.db.read, wanted) : [];
      return changeOutcome(result, unknown, stopped);
    });
  },
};
