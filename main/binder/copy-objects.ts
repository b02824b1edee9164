import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
} from 'pdf-lib';
import type { PDFContext, PDFObject } from 'pdf-lib';
import type { PdfFile, Piece } from './pdf-file.ts';

const deepestNesting = 100;

/** Keys of pictures and forms that say nothing about their look, and may drag a whole file in. */
const leftOut = new Set(
  ['Length', 'Metadata', 'PieceInfo', 'StructParent', 'StructParents', 'OPI', 'AF'].map(
    (key) => `/${key}`,
  ),
);

/**
 * Copies objects of one source into the volume, each once, with everything they refer to.
 * Streams pass through as they are. What is left behind: actions, scripts, attachments — nothing
 * that a page's resources need refers to them.
 */
export class ObjectCopier {
  readonly #source: PDFContext;
  readonly #file: PdfFile;
  readonly #numbers = new Map<string, number>();
  #waiting: PDFRef[] = [];
  /** An object could not be copied: pages that share it must not be copied either. */
  #broken = false;
  /** Fonts met on the way that are not embedded. */
  readonly notEmbedded = new Set<string>();

  constructor(source: PDFContext, file: PdfFile) {
    this.#source = source;
    this.#file = file;
  }

  /** Serialises a value of the source, its references renumbered; `drain` then writes those. */
  value(object: PDFObject | undefined, depth = 0): string {
    if (this.#broken) throw new Error('the source is broken');
    if (depth > deepestNesting) throw new Error('nested too deep');
    if (object === undefined) return 'null';
    if (object instanceof PDFRef) return `${this.#numberOf(object)} 0 R`;
    if (object instanceof PDFDict) return this.#dict(object, depth);
    if (object instanceof PDFArray) {
      return `[${object
        .asArray()
        .map((item) => this.value(item, depth + 1))
        .join(' ')}]`;
    }
    if (object instanceof PDFStream) throw new Error('a stream that is not an object of its own');
    if (object instanceof PDFString || object instanceof PDFHexString) {
      return latin1(object.toString());
    }
    return object.toString();
  }

  /** Writes everything referred to so far, and what that refers to. */
  async drain(): Promise<void> {
    try {
      await this.#writeWaiting();
    } catch (error) {
      this.#broken = true;
      throw error;
    }
  }

  async #writeWaiting(): Promise<void> {
    for (let ref = this.#waiting.pop(); ref; ref = this.#waiting.pop()) {
      const number = this.#numberOf(ref);
      const object = this.#source.lookup(ref);
      if (object instanceof PDFRawStream) {
        await this.#file.stream(number, this.entries(object.dict), object.getContents());
      } else if (object instanceof PDFStream) {
        await this.#file.stream(number, this.entries(object.dict), object.getContents());
      } else {
        const pieces: Piece[] = [this.value(object)];
        await this.#file.object(number, ...pieces);
      }
    }
  }

  /** A dictionary's entries without the brackets, less what a volume has no use for. */
  entries(dict: PDFDict, depth = 0): string {
    let out = '';
    for (const [key, item] of dict.entries()) {
      const name = key.toString();
      if (leftOut.has(name)) continue;
      out += `${name} ${this.value(item, depth + 1)}`;
    }
    return out;
  }

  #dict(dict: PDFDict, depth: number): string {
    this.#noteFont(dict);
    let out = '<<';
    for (const [key, item] of dict.entries()) {
      out += `${key.toString()} ${this.value(item, depth + 1)}`;
    }
    return `${out}>>`;
  }

  #numberOf(ref: PDFRef): number {
    const known = this.#numbers.get(ref.tag);
    if (known !== undefined) return known;
    const number = this.#file.reserve();
    this.#numbers.set(ref.tag, number);
    this.#waiting.push(ref);
    return number;
  }

  #noteFont(dict: PDFDict): void {
    if (lookupMaybe(dict, 'Type') !== PDFName.of('Font')) return;
    const subtype = lookupMaybe(dict, 'Subtype');
    if (subtype === PDFName.of('Type0') || subtype === PDFName.of('Type3')) return;
    const descriptor = lookupMaybe(dict, 'FontDescriptor');
    const embedded =
      descriptor instanceof PDFDict &&
      ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.has(PDFName.of(key)));
    if (embedded) return;
    const name = lookupMaybe(dict, 'BaseFont');
    this.notEmbedded.add(name instanceof PDFName ? fontName(name) : '?');
  }
}

/** A value of a dictionary, followed; undefined where it is missing or of a broken kind. */
export function lookupMaybe(dict: PDFDict, key: string): PDFObject | undefined {
  return dict.context.lookup(dict.get(PDFName.of(key)));
}

/** Font names are bytes; Chinese programs write them in UTF-8 or GBK. */
function fontName(name: PDFName): string {
  const bytes = name.asBytes();
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^[A-Z]{6}\+/, '');
    } catch {
      // The next encoding.
    }
  }
  return name.decodeText();
}

/** pdf-lib keeps string bytes as characters; those above 255 would not survive as bytes. */
function latin1(text: string): string {
  if (/[\u0100-\uFFFF]/.test(text)) throw new Error('a string that is not bytes');
  return text;
}
