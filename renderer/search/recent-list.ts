const mostRecent = 10;
const mostArchives = 20;

/** Queries by archive, the latest first; of archives, the one searched last stands last. */
export type KeptSearches = Readonly<Record<string, readonly string[]>>;

/** What was remembered, whatever shape it comes in. */
export function keptSearches(value: unknown): KeptSearches {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([archive, texts]) => [
      archive,
      Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : [],
    ]),
  );
}

/** `texts` with `text` in front; `replaced` is what it was typed on from. */
export function withSearch(
  texts: readonly string[],
  text: string,
  replaced: string | null,
): readonly string[] {
  const others = texts.filter((each) => each !== text && each !== replaced);
  return [text, ...others].slice(0, mostRecent);
}

/** `kept` with the queries of one archive; archives not searched for long are forgotten. */
export function withArchive(
  kept: KeptSearches,
  archive: string,
  texts: readonly string[],
): KeptSearches {
  const others = Object.entries(kept).filter(([each]) => each !== archive);
  return Object.fromEntries([...others.slice(1 - mostArchives), [archive, texts]]);
}
