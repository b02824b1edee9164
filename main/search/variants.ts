import hkVariants from 'opencc-js/dict/HKVariants';
import simplifiedToTraditional from 'opencc-js/dict/STCharacters';
import traditionalToSimplified from 'opencc-js/dict/TSCharacters';
import twVariants from 'opencc-js/dict/TWVariants';

/** Both directions, a character at a time: which word was meant, the search tells by what it finds. */
interface Tables {
  readonly toSimplified: ReadonlyMap<string, string>;
  /** Traditional characters of a simplified one, the usual one first. */
  readonly toTraditional: ReadonlyMap<string, readonly string[]>;
}

let tables: Tables | undefined;

const entriesOf = (dictionary: string): (readonly [string, readonly string[]])[] =>
  dictionary.split('|').map((entry) => {
    const [key = '', ...values] = entry.split(' ');
    return [key, values];
  });

function load(): Tables {
  if (tables !== undefined) return tables;
  const toSimplified = new Map<string, string>();
  const toTraditional = new Map<string, string[]>();
  const join = (simplified: string, traditional: string): void => {
    if (simplified === traditional) return;
    const known = toTraditional.get(simplified) ?? [];
    if (!known.includes(traditional)) toTraditional.set(simplified, [...known, traditional]);
  };
  for (const [simplified, all] of entriesOf(simplifiedToTraditional)) {
    for (const traditional of all) join(simplified, traditional);
  }
  for (const [traditional, [simplified = traditional]] of entriesOf(traditionalToSimplified)) {
    if (simplified !== traditional) toSimplified.set(traditional, simplified);
    join(simplified, traditional);
  }
  // 裏 and 裡, 群 and 羣: what is usual in Taiwan and Hong Kong beside OpenCC's own.
  for (const [own, all] of [...entriesOf(twVariants), ...entriesOf(hkVariants)]) {
    for (const other of all) {
      const simplified = toSimplified.get(own) ?? toSimplified.get(other) ?? own;
      join(simplified, other);
      if (other !== simplified && !toSimplified.has(other)) toSimplified.set(other, simplified);
    }
  }
  tables = { toSimplified, toTraditional };
  return tables;
}

/**
 * A text in the other writings of the same characters, simplified and traditional, the likeliest
 * first: all simplified, all traditional, then with one character written otherwise. At most `most`.
 */
export function variantsOf(text: string, most: number): readonly string[] {
  const { toSimplified, toTraditional } = load();
  const characters = [...text];
  const simplified = characters.map((one) => toSimplified.get(one) ?? one);
  const traditional = simplified.map((one) => toTraditional.get(one)?.[0] ?? one);
  const found = new Set([simplified.join(''), traditional.join('')]);
  for (const base of [traditional, simplified, characters]) {
    for (const [at, one] of simplified.entries()) {
      for (const other of toTraditional.get(one) ?? []) {
        if (found.size > most) break;
        found.add(base.with(at, other).join(''));
      }
    }
  }
  found.delete(text);
  return [...found].slice(0, most);
}
