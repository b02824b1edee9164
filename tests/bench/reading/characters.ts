/** What is compared of a text: NFKC, without white space. */
export function comparable(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/gu, '');
}

/** Letters and digits alone: what search goes by. */
export function lettersAlone(text: string): string {
  return comparable(text).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** What was done to a character of the truth: read as another, left out, or put in where none was. */
export interface Edit {
  readonly truth: string;
  readonly read: string;
}

/** Edits of the shortest way from `truth` to `read` (Levenshtein); characters are code points. */
export function editsBetween(truth: string, read: string): readonly Edit[] {
  const [a, b] = [[...truth], [...read]];
  const width = b.length + 1;
  const costs = new Uint32Array((a.length + 1) * width);
  const cost = (i: number, j: number): number => costs[i * width + j] ?? 0;
  for (let j = 0; j <= b.length; j += 1) costs[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    costs[i * width] = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = cost(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      costs[i * width + j] = Math.min(same, cost(i - 1, j) + 1, cost(i, j - 1) + 1);
    }
  }
  const edits: Edit[] = [];
  let [i, j] = [a.length, b.length];
  while (i > 0 || j > 0) {
    const [left = '', right = ''] = [a[i - 1], b[j - 1]];
    if (i > 0 && j > 0 && cost(i, j) === cost(i - 1, j - 1) + (left === right ? 0 : 1)) {
      if (left !== right) edits.push({ truth: left, read: right });
      i -= 1;
      j -= 1;
    } else if (i > 0 && cost(i, j) === cost(i - 1, j) + 1) {
      edits.push({ truth: left, read: '' });
      i -= 1;
    } else {
      edits.push({ truth: '', read: right });
      j -= 1;
    }
  }
  return edits.reverse();
}
