import { pinyin } from 'pinyin-pro';
import { normalise } from './normalise.ts';
import type { Source } from './index-queries.ts';

/** What a document is called, one name a line: what pinyin is made of. */
export function namesOf(row: Source, title: string): string {
  const lists = [row.names, row.tags, row.path].map((list) => JSON.parse(list) as string[]);
  const files = (lists[0] ?? []).map((name) => name.replace(/\.[^.]{1,10}$/u, ''));
  const all = [title, ...files, ...(lists[1] ?? []), ...(lists[2] ?? []), row.issuer ?? ''];
  return [...new Set(all.filter((name) => name !== ''))].join('\n');
}

/** Names that fields are asked by, each with N() of it. */
export function plainNames(rows: readonly Source[]): (readonly [name: string, plain: string])[] {
  const names = rows.flatMap((row) => [
    ...(JSON.parse(row.tags) as string[]),
    ...(JSON.parse(row.path) as string[]),
    row.department ?? '',
    row.kind ?? '',
  ]);
  return [...new Set(names)].filter((name) => name !== '').map((name) => [name, normalise(name)]);
}

const upper = (syllable: string): string => syllable.charAt(0).toUpperCase() + syllable.slice(1);

/**
 * Names in pinyin: of each the initials, and the syllables with a capital each, so that a hit can
 * be seen to begin where a syllable does. Letters and figures stand for themselves.
 */
export function pinyinOf(names: string): { readonly initials: string; readonly syllables: string } {
  const lines = names.split('\n').map((name) =>
    // Chinese and the rest apart: what stands between must not change a reading.
    (name.normalize('NFKC').match(/\p{Script=Han}+|[a-z0-9]/giu) ?? []).flatMap((run) =>
      /^[a-z0-9]$/iu.test(run)
        ? [run.toLowerCase()]
        : pinyin(run, { toneType: 'none', type: 'array', v: true }).filter((one) =>
            /^[a-z]+$/u.test(one),
          ),
    ),
  );
  return {
    initials: lines.map((line) => line.map((one) => one.charAt(0)).join('')).join('\n'),
    syllables: lines.map((line) => line.map(upper).join('')).join('\n'),
  };
}
