import type { EngineName } from '../page-reading.ts';
import type { Engine } from './engine.ts';
import { openPaddle } from './paddle.ts';
import { openTesseract } from './tesseract.ts';

const openers = { paddle: openPaddle, tesseract: openTesseract } as const;
const open = new Map<EngineName, Promise<Engine>>();

/**
 * The engine of this process, opened when first asked for.
 * @throws ArchiveError `reader-missing` where its models or its program are not there
 */
export function openEngine(name: EngineName): Promise<Engine> {
  const known = open.get(name);
  if (known !== undefined) return known;
  const engine = openers[name]();
  open.set(name, engine);
  // What is missing may be there the next time.
  engine.catch(() => open.delete(name));
  return engine;
}
