/** How much of a paper's text is looked at, in characters. */
export const mostText = 1200;
const titleWeight = 4;
const longest = 3;

/** Character n-grams (1 to 3) of a title and the text under it, with how much each is worth here. */
export function gramsOf(title: string, text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  addGrams(counts, title.slice(0, 300), titleWeight);
  addGrams(counts, text.slice(0, mostText), 1);
  // The tenth time a word is said, it says little more.
  return new Map([...counts].map(([gram, count]) => [gram, 1 + Math.log(count)]));
}

function addGrams(counts: Map<string, number>, text: string, weight: number): void {
  for (const run of runsOf(text)) {
    const letters = [...run];
    for (let size = 1; size <= longest; size += 1)
      for (let at = 0; at + size <= letters.length; at += 1) {
        const gram = letters.slice(at, at + size).join('');
        counts.set(gram, (counts.get(gram) ?? 0) + weight);
      }
  }
}

/** Runs of Chinese characters: figures, letters and punctuation say nothing of what a paper is about. */
export const runsOf = (text: string): readonly string[] =>
  text.normalize('NFKC').match(/\p{Script=Han}+/gu) ?? [];
