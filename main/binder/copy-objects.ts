import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRef, PDFStream, PDFString } from 'pdf-lib';
import type { PDFContext, PDFObject } from 'pdf-lib';
import { isInert, leftOut } from './inert.ts';
import type { PdfFile } from './pdf-file.ts';

const deepestNesting = 100;
/** References are followed so deep at once; what lies deeper is copied after, and not shared. */
const deepestReference = 30;

/** A picture in place of the source's own: what its dictionary says of dots and coding, and its bytes. */
export interface CopiedPicture {
  readonly entries: string;
  readonly bytes: Uint8Array;
}

const saidByPicture = new Set(
  ['Width', 'Height', 'BitsPerComponent', 'Filter', 'DecodeParms'].map((key) => `/${key}`),
);

interface Ready {
  readonly number: number;
  readonly body: string;
  readonly stream: Uint8Array | null;
  readonly noted: ((offset: number) => void) | null;
}

/**
 * Copies objects of one source into the volume, each once, with everything they refer to, and
 * none that another source brought already. Streams pass through as they are. What is left behind:
 * actions, scripts, attachments.
 */
export class ObjectCopier {
  readonly #source: PDFContext;
  readonly #file: PdfFile;
  readonly #numbers = new Map<string, number>();
  /** Being copied: an object met again within itself gets its number before its body is known. */
  readonly #open = new Map<string, number | null>();
  readonly #bad = new Set<string>();
  #ready: Ready[] = [];
  #waiting: PDFRef[] = [];
  #depth = 0;
  /** An object could not be copied: pages that share it must not be copied either. */
  #broken = false;
  /** Fonts met on the way that are not embedded. */
  readonly notEmbedded = new Set<string>();
  /** Resources of the page whose objects are being copied. */
  pageResources: PDFObject | undefined;
  /** Pictures to be written in place of the source's, by the tags of theirs. */
  readonly pictures = new Map<string, CopiedPicture>();

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
      await this.#writeReady();
      for (let ref = this.#waiting.pop(); ref; ref = this.#waiting.pop()) {
        this.#copy(ref, this.#numberOf(ref));
        await this.#writeReady();
      }
    } catch (error) {
      this.#broken = true;
      throw error;
    }
  }

  async #writeReady(): Promise<void> {
    const ready = this.#ready;
    this.#ready = [];
    for (const { number, body, stream, noted } of ready) {
      if (stream === null) await this.#file.object(number, body);
      else {
        const offset = await this.#file.stream(number, body, stream);
        noted?.(offset);
      }
    }
  }

  /** Writes what could be copied, of a source that is broken too. */
  settle(): Promise<void> {
    return this.#writeReady();
  }

  /** What an object of the source is called in the volume; null: nothing bound needs it. */
  copied(ref: PDFRef): string | null {
    const number = this.#numbers.get(ref.tag);
    return number === undefined ? null : `${number} 0 R`;
  }

  /** A form that names no resources uses its page's, as old files had it (ISO 32000-1, 7.8.3). */
  #missingResources(dict: PDFDict): string {
    const isForm = lookupMaybe(dict, 'Subtype') === PDFName.of('Form');
    if (!isForm || dict.has(PDFName.of('Resources')) || this.pageResources === undefined) return '';
    return `/Resources ${this.value(this.pageResources)}`;
  }

  /** A dictionary's entries without the brackets, less what a volume has no use for. */
  entries(dict: PDFDict, without: ReadonlySet<string> = new Set()): string {
    let out = '';
    for (const [key, item] of dict.entries()) {
      const name = key.toString();
      if (leftOut.has(name) || without.has(name)) continue;
      out += `${name} ${this.value(item, 1)}`;
    }
    return out;
  }

  #dict(dict: PDFDict, depth: number): string {
    if (!isInert(dict)) return 'null';
    this.#noteFont(dict);
    let out = '<<';
    for (const [key, item] of dict.entries()) {
      out += `${key.toString()} ${this.value(item, depth + 1)}`;
    }
    return `${out}>>`;
  }

  /** Where an object stands in the volume: copied now, or there already. */
  #numberOf(ref: PDFRef): number {
    const { tag } = ref;
    const known = this.#numbers.get(tag);
    if (known !== undefined) return known;
    if (this.#bad.has(tag)) throw new Error(`object ${tag} cannot be copied`);
    const met = this.#open.has(tag);
    if (met || this.#depth >= deepestReference) {
      const number = this.#file.reserve();
      this.#numbers.set(tag, number);
      if (met) this.#open.set(tag, number);
      else this.#waiting.push(ref);
      return number;
    }
    this.#open.set(tag, null);
    this.#depth += 1;
    try {
      const number = this.#copy(ref, null);
      this.#numbers.set(tag, number);
      return number;
    } catch (error) {
      this.#numbers.delete(tag);
      this.#bad.add(tag);
      // Its number is in other objects already: they would be blank there, and nobody told.
      if (this.#open.get(tag) !== null) this.#broken = true;
      throw error;
    } finally {
      this.#depth -= 1;
      this.#open.delete(tag);
    }
  }

  #copy(ref: PDFRef, reserved: number | null): number {
    const object = this.#source.lookup(ref);
    const painting = object instanceof PDFStream && isInert(object.dict);
    const picture = this.pictures.get(ref.tag);
    const stream = painting ? (picture?.bytes ?? streamOf(object)) : null;
    const body = painting
      ? picture
        ? this.entries(object.dict, saidByPicture) + picture.entries
        : this.entries(object.dict) + this.#missingResources(object.dict)
      : object instanceof PDFStream
        ? 'null'
        : this.value(object);
    const given = reserved ?? this.#open.get(ref.tag) ?? null;
    const { shared } = this.#file;
    // A group of layers is what its file says of it: two of one name are still two.
    const sharable = given === null && !body.includes('/OCG');
    const same = !sharable
      ? null
      : stream === null
        ? shared.findObject(body)
        : shared.findStream(body, stream);
    if (same !== null) return same;
    const number = given ?? this.#file.reserve();
    const noted = sharable && stream !== null ? shared.noteStream(number, body, stream) : null;
    if (sharable && stream === null) shared.noteObject(number, body);
    this.#ready.push({ number, body, stream, noted });
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

function streamOf(stream: PDFStream): Uint8Array {
  if (stream.dict.has(PDFName.of('F'))) throw new Error('a stream kept in another file');
  return stream.getContents();
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
