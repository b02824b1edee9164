import { ArchiveError } from '../../contract/errors.ts';
import type { Task } from '../../workers/task.ts';
import type { PageReading, ReadPageArgs } from '../page-reading.ts';
import { readCodes } from './codes.ts';
import { describe } from './describe.ts';
import { openEngine } from './open-engine.ts';
import { openPicture, type PagePicture } from './pixels.ts';
import { Timings } from './timings.ts';

/**
 * Task `reading.read`. Reads one page; the engine stays open for the next.
 * @throws ArchiveError `unreadable`, `no-such-page`, `locked`, `wrong-password`, `reader-missing`;
 *   the system's errors
 */
export const readPage: Task<ReadPageArgs, PageReading> = async (args, { signal }) => {
  return readTimed(args, new Timings(), signal);
};

/** As `readPage`, with what each stage takes: for measuring. */
export async function readTimed(
  args: ReadPageArgs,
  timings: Timings,
  signal?: AbortSignal,
): Promise<PageReading> {
  const page = await timings.measure('open', () => openPicture(args));
  if (signal?.aborted === true) throw new ArchiveError('cancelled');
  const engine = await openEngine(args.engine);
  const reading = await engine.read(page, timings);
  const { found, pictured } = timings.measureSync('order', () =>
    describe(reading, umPerPixel(page, args)),
  );
  const isSheet = found.lines.length <= MOST_LINES_OF_A_SHEET;
  const codes =
    isSheet || pictured > LEAST_CODE
      ? await timings.measure('codes', () =>
          readCodes(reading.small, page, isSheet && pictured > 0),
        )
      : [];
  const blank = found.blank && codes.length === 0;
  return { ...found, engine: engine.name, dpi: page.dpi, codes, blank };
}

/** Separator sheets say little else: on them also small codes are searched for. */
const MOST_LINES_OF_A_SHEET = 15;
/** Share of an A4 page that a code of 2 cm takes, and a little less. */
const LEAST_CODE = 0.004;

function umPerPixel(page: PagePicture, { widthUm, heightUm }: ReadPageArgs): number {
  const longUm = Math.max(widthUm, heightUm);
  if (longUm > 0) return longUm / Math.max(page.width, page.height);
  return 25_400 / page.pixelsPerInch;
}
