import type { DocumentFilter, Sort } from '../../../main/contract/index.ts';
import { createRandom, type Random } from '../../support/scans/index.ts';
import { holds, type KnownDocument } from './known.ts';

/** A query, and what it should find. */
export interface BenchQuery {
  readonly filter: DocumentFilter;
  readonly sort?: Sort;
  readonly matches: (document: KnownDocument) => boolean;
}

export interface QueryClass {
  readonly name: string;
  readonly queries: readonly BenchQuery[];
  /** Whether the default order is asked for: what the target is for. */
  readonly isDefaultOrder: boolean;
}

/** A piece of `length` Chinese characters of a document's text, within a sentence. */
function piece(random: Random, document: KnownDocument, length: number): string | null {
  const run = new RegExp(`\\p{Script=Han}{${length},}`, 'gu');
  const runs = document.running.match(run) ?? [];
  if (runs.length === 0) return null;
  const chosen = [...random.pick(runs)];
  const at = random.integer(0, chosen.length - length);
  return chosen.slice(at, at + length).join('');
}

/** As many different texts as asked for; made texts that are null are passed over. */
function different(count: number, make: () => string | null): string[] {
  const made = new Set<string>();
  for (let n = 0; made.size < count && n < count * 500; n += 1) {
    const text = make();
    if (text !== null) made.add(text);
  }
  return [...made];
}

const termed = (text: string): BenchQuery => ({
  filter: { text },
  matches: (document) => holds(document, text),
});

/** Terms drawn by seed from a sample of the archive's documents. */
function drawing(seed: string, sample: readonly KnownDocument[]) {
  const random = createRandom(seed);
  const any = (length: number) => (): string | null => piece(random, random.pick(sample), length);
  const share = (term: string): number =>
    sample.filter((document) => holds(document, term)).length / sample.length;
  const must = (length: number, from?: KnownDocument): string => {
    for (;;) {
      const term = piece(random, from ?? random.pick(sample), length);
      if (term !== null) return term;
    }
  };
  return { random, any, share, must };
}

/** `count` queries of each class, the same for the same sample. */
export function queryClasses(sample: readonly KnownDocument[], count: number): QueryClass[] {
  const make = (
    name: string,
    build: (draw: ReturnType<typeof drawing>) => readonly BenchQuery[],
    isDefaultOrder = true,
  ): QueryClass => ({ name, queries: build(drawing(name, sample)), isDefaultOrder });
  const each = (build: () => BenchQuery): BenchQuery[] => Array.from({ length: count }, build);
  return [
    ...[1, 2, 4, 8].map((length) =>
      make(length === 1 ? '1 character' : `${length} characters`, ({ any }) =>
        different(count, any(length)).map(termed),
      ),
    ),
    make('rare', ({ random, any, share }) =>
      different(count, () => {
        const term = any(random.integer(2, 4))();
        return term !== null && share(term) <= 1 / sample.length ? term : null;
      }).map(termed),
    ),
    make('telephone number', ({ random }) =>
      different(count, () => {
        const numbers = random.pick(sample).running.match(/1\d{10}/gu);
        return numbers === null ? null : random.pick(numbers);
      }).map(termed),
    ),
    make('common', ({ any, share }) =>
      different(count, () => {
        const term = any(2)();
        return term !== null && share(term) > 0.5 ? term : null;
      }).map(termed),
    ),
    make('several terms', ({ random, must }) =>
      each(() => {
        const from = random.pick(sample);
        const terms = Array.from({ length: random.integer(2, 3) }, () =>
          must(random.integer(2, 3), from),
        );
        return {
          filter: { text: terms.join(' ') },
          matches: (document) => terms.every((term) => holds(document, term)),
        };
      }),
    ),
    make('one without another', ({ must }) =>
      each(() => {
        const [wanted, unwanted] = [must(2), must(2)];
        return {
          filter: { text: `${wanted} -${unwanted}` },
          matches: (document) => holds(document, wanted) && !holds(document, unwanted),
        };
      }),
    ),
    make('one or another', ({ must }) =>
      each(() => {
        const [one, other] = [must(3), must(3)];
        return {
          filter: { text: `${one} 或 ${other}` },
          matches: (document) => holds(document, one) || holds(document, other),
        };
      }),
    ),
    make('with fields', ({ random, must }) => each(() => fielded(random, sample, must))),
    make('narrowed by facets', ({ random, must }) =>
      each(() => {
        const [term, from] = [must(2), random.pick(sample)];
        const { year, categoryId } = from;
        return {
          filter: { text: term, years: [year], categories: [categoryId] } as DocumentFilter,
          matches: (document) =>
            document.year === year && document.categoryId === categoryId && holds(document, term),
        };
      }),
    ),
    make('nothing found', ({ must }) => each(() => termed([...must(5)].toReversed().join('')))),
    make(
      'by relevance',
      ({ must }) =>
        each(() => ({ ...termed(must(3)), sort: { key: 'relevance', descending: true } })),
      false,
    ),
    make(
      'sorted otherwise',
      ({ random, must }) =>
        each(() => {
          const key = random.pick([
            'title',
            'date',
            'referenceNumber',
            'year',
            'category',
            'filing',
          ] as const);
          return { ...termed(must(2)), sort: { key, descending: random.chance(0.5) } };
        }),
      false,
    ),
  ];
}

/** A query with a keyword or two. */
function fielded(
  random: Random,
  sample: readonly KnownDocument[],
  must: (length: number, from?: KnownDocument) => string,
): BenchQuery {
  const from = random.pick(sample);
  const { year, kind, department, issuer } = from;
  switch (random.integer(0, 3)) {
    case 0: {
      const at = random.integer(0, Math.max(0, from.title.length - 3));
      const term = from.title.slice(at, at + 3);
      return {
        filter: { text: `标题:${term}` },
        matches: ({ texts }) => [texts[0], texts[3]].some((text) => text?.includes(term)),
      };
    }
    case 1: {
      const term = must(2, from);
      return {
        filter: { text: `${term} 年度:${year}-${year + 1}` },
        matches: (document) =>
          (document.year === year || document.year === year + 1) && holds(document, term),
      };
    }
    case 2: {
      const term = must(2, from);
      const at = department ?? '文明办';
      return {
        filter: { text: `${term} 文种:${kind} 部门:${at}` },
        matches: (document) =>
          document.kind.includes(kind) &&
          (document.department ?? '').includes(at) &&
          holds(document, term),
      };
    }
    default: {
      const term = must(2, from);
      const by = issuer === '' ? '清河镇人民政府' : issuer;
      return {
        filter: { text: `${term} 责任者:${by}` },
        matches: (document) => document.issuer.includes(by) && holds(document, term),
      };
    }
  }
}
