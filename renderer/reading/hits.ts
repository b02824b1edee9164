/** Cuts a text at every occurrence of the terms, letters of either case and either width alike. */
export const splitHits = (
  text: string,
  terms: readonly string[],
): readonly { readonly text: string; readonly hit: boolean }[] => {
  const folded = Array.from(text, (character) => character.normalize('NFKC').toLowerCase());
  const characters = Array.from(text);
  const marked = new Uint8Array(characters.length);
  for (const term of terms) {
    const wanted = Array.from(term.normalize('NFKC').toLowerCase()).filter(isKept);
    if (wanted.length > 0) markTerm(folded, wanted, marked);
  }
  const pieces: { text: string; hit: boolean }[] = [];
  characters.forEach((character, index) => {
    const hit = marked[index] === 1;
    const last = pieces[pieces.length - 1];
    if (last && last.hit === hit) last.text += character;
    else pieces.push({ text: character, hit });
  });
  return pieces;
};

/** The characters that searching looks at: letters and numbers of any script. */
const isKept = (character: string): boolean => /^[\p{L}\p{N}]/u.test(character);

function markTerm(folded: readonly string[], wanted: readonly string[], marked: Uint8Array): void {
  const kept = folded.flatMap((character, index) => (isKept(character) ? [index] : []));
  for (let start = 0; start + wanted.length <= kept.length; start++) {
    const matches = wanted.every(
      (character, offset) => folded[kept[start + offset] ?? -1] === character,
    );
    if (!matches) continue;
    const from = kept[start] ?? 0;
    const to = kept[start + wanted.length - 1] ?? from;
    marked.fill(1, from, to + 1);
  }
}

/** The next page with hits, round the end; null where there is none. */
export function nextPage(pages: readonly number[], from: number, step: 1 | -1): number | null {
  return step === 1
    ? (pages.find((n) => n > from) ?? pages[0] ?? null)
    : (pages.findLast((n) => n < from) ?? pages.at(-1) ?? null);
}
