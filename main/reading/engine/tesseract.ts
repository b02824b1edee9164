import { spawn } from 'node:child_process';
import { ArchiveError } from '../../contract/errors.ts';
import type { Engine, EngineReading, ReadLine } from './engine.ts';
import { detectionPicture } from './detect.ts';
import type { Rect } from './geometry.ts';
import { asSharp, type PagePicture, turnPicture } from './pixels.ts';
import type { Rotation } from '../page.ts';
import type { Timings } from './timings.ts';

/**
 * Tesseract, the program, where it is installed with its Chinese model.
 * @throws ArchiveError `reader-missing`
 */
export async function openTesseract(): Promise<Engine> {
  const languages = (await run(['--list-langs'])).toString('utf8').split(/\r?\n/);
  if (!languages.includes('chi_sim')) {
    throw new ArchiveError('reader-missing', { engine: 'tesseract', file: 'chi_sim' });
  }
  const knowsTurns = languages.includes('osd');
  return { name: 'tesseract', read: (page, timings) => read(page, knowsTurns, timings) };
}

async function read(
  given: PagePicture,
  knowsTurns: boolean,
  timings: Timings,
): Promise<EngineReading> {
  const turn = knowsTurns ? await findTurn(given) : 0;
  const page = await turnPicture(given, turn);
  const dpi = String(Math.round(page.pixelsPerInch));
  const table = await timings.measure('recognition', async () =>
    run(['stdin', 'stdout', '-l', 'chi_sim', '--dpi', dpi, 'tsv'], await pngOf(page)),
  );
  return {
    lines: linesOf(table.toString('utf8')),
    turn,
    skew: 0,
    rules: { across: [], down: [] },
    small: await detectionPicture(page, 1),
    width: page.width,
    height: page.height,
  };
}

async function findTurn(page: PagePicture): Promise<Rotation> {
  try {
    const said = await run(['stdin', 'stdout', '--psm', '0'], await pngOf(page));
    const degrees = Number(/Rotate: (\d+)/.exec(said.toString('utf8'))?.[1] ?? 0);
    return ([0, 90, 180, 270] as const).find((turn) => turn === degrees) ?? 0;
  } catch {
    // It refuses pages with too little text to judge.
    return 0;
  }
}

const pngOf = (page: PagePicture): Promise<Buffer> =>
  asSharp(page).removeAlpha().png({ compressionLevel: 1 }).toBuffer();

/** @throws ArchiveError `reader-missing` where the program is not there, `unreadable` where it fails */
function run(args: readonly string[], input?: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
    const child = spawn('tesseract', args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.on('error', (cause) =>
      reject(new ArchiveError('reader-missing', { engine: 'tesseract' }, cause)),
    );
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(parts));
      else reject(new ArchiveError('unreadable', { reason: 'tesseract' }));
    });
    // A program that ends early closes its end.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

interface Word {
  readonly line: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly confidence: number;
  readonly text: string;
}

/** Lines of Tesseract's TSV: level, page, block, paragraph, line, word, box, confidence, text. */
function linesOf(table: string): ReadLine[] {
  const lines = new Map<string, Word[]>();
  for (const row of table.split(/\r?\n/)) {
    const cells = row.split('\t');
    if (cells[0] !== '5' || (cells[11] ?? '').trim() === '') continue;
    const [left = 0, top = 0, width = 0, height = 0] = cells.slice(6, 10).map(Number);
    const line = cells.slice(2, 5).join(' ');
    const word: Word = {
      line,
      left,
      top,
      right: left + width,
      bottom: top + height,
      confidence: Number(cells[10]) / 100,
      text: (cells[11] ?? '').trim(),
    };
    lines.set(line, [...(lines.get(line) ?? []), word]);
  }
  return [...lines.values()].map(lineOf);
}

function lineOf(words: readonly Word[]): ReadLine {
  const left = Math.min(...words.map((word) => word.left));
  const right = Math.max(...words.map((word) => word.right));
  const top = Math.min(...words.map((word) => word.top));
  const bottom = Math.max(...words.map((word) => word.bottom));
  const width = Math.max(1, right - left);
  const rect: Rect = {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    width,
    height: bottom - top,
    angle: 0,
  };
  const centres = words.flatMap((word, n) => {
    const characters = [...word.text];
    const step = (word.right - word.left) / characters.length;
    const places = characters.map((_, at) => (word.left + step * (at + 0.5) - left) / width);
    return n === 0 ? places : [(word.left - left) / width, ...places];
  });
  return {
    rect,
    text: words.map((word) => word.text).join(' '),
    centres,
    certainties: [],
    confidence: words.reduce((sum, word) => sum + word.confidence, 0) / words.length,
    vertical: false,
    red: false,
    contrast: 255,
    steepness: 1,
  };
}
