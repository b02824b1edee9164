import { open, type FileHandle } from 'node:fs/promises';
import { decodeLines } from '../reading/index.ts';
import type { PlannedPart } from './plan.ts';
import type { PageText } from './text-layer.ts';

/**
 * A page in the file of texts: its size in µm as its original shows it, its text, and its lines as
 * the catalogue keeps them. One JSON array a page.
 */
export type WrittenText = readonly [widthUm: number, heightUm: number, text: string, lines: string];

/**
 * The texts of a volume's pages, in a file of their own: so many lines would neither fit in a message
 * to the worker nor in its memory at once.
 */
export class PageTexts {
  readonly #file: FileHandle;
  readonly #offsets = new WeakMap<PlannedPart, number[]>();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(path: string): Promise<PageTexts> {
    return new PageTexts(await open(path, 'r'));
  }

  /** Whether the volume brings the text of a page of the part's original. */
  has(part: PlannedPart, page: number): boolean {
    return lengthOf(part, page) > 0;
  }

  /** The text of a page of the part's original (from 1); null where the volume need not bring any. */
  async textOf(part: PlannedPart, page: number): Promise<PageText | null> {
    const length = lengthOf(part, page);
    if (length === 0) return null;
    const bytes = Buffer.alloc(length);
    const at = this.#offsetsOf(part)[page - (part.firstPage ?? 1)] ?? 0;
    await this.#file.read(bytes, 0, length, at);
    const [widthUm, heightUm, text, kept] = JSON.parse(bytes.toString('utf8')) as WrittenText;
    const lines = decodeLines({ text, lines: kept });
    return lines === null ? null : { widthUm, heightUm, lines };
  }

  #offsetsOf(part: PlannedPart): number[] {
    const known = this.#offsets.get(part);
    if (known !== undefined) return known;
    let at = part.texts?.at ?? 0;
    const offsets = (part.texts?.bytes ?? []).map((bytes) => (at += bytes) - bytes);
    this.#offsets.set(part, offsets);
    return offsets;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

const lengthOf = (part: PlannedPart, page: number): number =>
  part.texts?.bytes[page - (part.firstPage ?? 1)] ?? 0;
