/** A query in pinyin, as `document_pinyin` is asked. */
export interface Spelling {
  readonly initials: string;
  /** GLOB of syllables with a capital each. */
  readonly syllables: string;
}

const longest = 60;

/** Lower case without accents; ü is v, as it is typed and kept. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('u\u0308', 'v')
    .replace(/\p{M}+/gu, '');

/**
 * Reads `wmcz`, `wenming`, `wen ming`, `xi'an`, `wénmíng`: names match where their initials hold the
 * letters, or their syllables do from where one begins; each word begins a syllable, the last may
 * be cut short. null for a text that is no pinyin, or one letter.
 */
export function spellingOf(text: string): Spelling | null {
  const words = plain(text)
    .split(/[\s'’‘`]+/u)
    .filter((word) => word !== '');
  const letters = words.join('');
  if (letters.length > longest || !/^[a-z0-9]+$/u.test(letters)) return null;
  if ((letters.match(/[a-z]/gu) ?? []).length < 2) return null;
  const syllables = words.map(
    (word) =>
      word.charAt(0).toUpperCase() +
      word.slice(1).replace(/[a-z]/gu, (letter) => `[${letter}${letter.toUpperCase()}]`),
  );
  return { initials: letters, syllables: `*${syllables.join('')}*` };
}
