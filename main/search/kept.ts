import type { Archive } from '../library/index.ts';

/** Answers kept for an archive; the ones not asked for longest go first. */
const mostKept = 24;

const answers = new WeakMap<Archive, Map<string, Promise<unknown>>>();

/**
 * What `make` answers, kept until something in the archive changes. A read-only archive is not told
 * of changes, which another process makes: there it is made each time.
 */
export function keptUntilChange<T>(
  archive: Archive,
  key: string,
  make: () => Promise<T>,
): Promise<T> {
  if (archive.readOnly) return make();
  const own = answersOf(archive);
  const known = own.get(key) as Promise<T> | undefined;
  const answer = known ?? make();
  own.delete(key);
  own.set(key, answer);
  // A failure is told to who asked, and asked for anew.
  if (known === undefined) answer.catch(() => own.get(key) === answer && own.delete(key));
  const [oldest] = own.keys();
  if (own.size > mostKept && oldest !== undefined) own.delete(oldest);
  return answer;
}

function answersOf(archive: Archive): Map<string, Promise<unknown>> {
  const known = answers.get(archive);
  if (known !== undefined) return known;
  const own = new Map<string, Promise<unknown>>();
  answers.set(archive, own);
  archive.onChange(() => own.clear());
  return own;
}
