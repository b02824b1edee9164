import type { Reader } from '../db/index.ts';
import type { Source } from './index-queries.ts';
import { columnTokens, joinPages, normalise } from './normalise.ts';
import { pageTexts } from './queries.ts';

/** The columns of `document_index` in its order: the longest first, which costs least there. */
export const indexColumns = ['body', 'title', 'number', 'people', 'labels'] as const;
export type IndexColumn = (typeof indexColumns)[number];

/** N() of what a document is found by, the values of each column; no phrase reaches from one into the next. */
export type SearchedValues = Readonly<Record<IndexColumn, readonly string[]>>;
/** The same as the index holds it. */
export type IndexRow = Readonly<Record<IndexColumn, string>>;

/** Pages read in one question: bounds memory. */
const mostPagesAtOnce = 500;

/** What each of the documents is found by, read some documents at a time. */
export async function* searchedValues(
  reader: Pick<Reader, 'all'>,
  rows: readonly Source[],
): AsyncGenerator<readonly [id: number, values: SearchedValues]> {
  for (let from = 0; from < rows.length;) {
    const some = firstRows(rows, from);
    from += some.length;
    const texts = await pageTexts(
      reader,
      some.map(({ id }) => id),
    );
    for (const row of some) {
      yield [
        row.id,
        { ...namedValues(row), body: [normalise(joinPages(texts.get(row.id) ?? []))] },
      ];
    }
  }
}

/** Rows from a place on that have together no more pages than are read at once, at least one. */
function firstRows(rows: readonly Source[], from: number): readonly Source[] {
  let [end, pages] = [from, 0];
  do {
    pages += rows[end]?.pages ?? 0;
    end += 1;
  } while (end < rows.length && pages + (rows[end]?.pages ?? 0) <= mostPagesAtOnce);
  return rows.slice(from, end);
}

type NamedValues = Omit<SearchedValues, 'body'>;

function namedValues(row: Source): NamedValues {
  const list = (json: string): readonly string[] => JSON.parse(json) as string[];
  return {
    title: plain([row.title, ...list(row.names)]),
    number: plain([row.reference_number, row.archival_code]),
    people: plain([row.issuer]),
    labels: plain([...list(row.tags), ...list(row.path), row.note, row.caption]),
  };
}

const plain = (values: readonly (string | null)[]): readonly string[] =>
  values.map((value) => normalise(value ?? ''));

/** What `title_index` holds of a document. */
export function titleRow(row: Source): Pick<IndexRow, 'title' | 'number'> {
  const { title, number } = namedValues(row);
  return { title: columnTokens(title), number: columnTokens(number) };
}

export function indexRow(values: SearchedValues): IndexRow {
  const { body, title, number, people, labels } = values;
  return {
    body: columnTokens(body),
    title: columnTokens(title),
    number: columnTokens(number),
    people: columnTokens(people),
    labels: columnTokens(labels),
  };
}
