import { deflateSync } from 'node:zlib';
import type { PdfEncryption } from './encrypted-pdf.ts';
import { pdfEncryptor } from './encrypted-pdf.ts';

/** An indirect object: dictionary or value text, with the bytes of its stream if it has one. */
export interface PdfObject {
  readonly body: string;
  readonly stream?: Uint8Array;
}

/**
 * A PDF file written by hand, for what no library would write. Collects objects and numbers
 * them; the same calls give the same bytes.
 */
export class PdfWriter {
  readonly #objects: PdfObject[] = [];

  /** Keeps a number for an object that others must name before it exists. */
  reserve(): number {
    return this.#objects.push({ body: 'null' });
  }

  fill(number: number, body: string, stream?: Uint8Array): number {
    this.#objects[number - 1] = stream === undefined ? { body } : { body, stream };
    return number;
  }

  add(body: string, stream?: Uint8Array): number {
    return this.fill(this.reserve(), body, stream);
  }

  /** A stream object; `entries` are further dictionary entries. Deflated unless told otherwise. */
  addStream(entries: string, bytes: Uint8Array | string, deflate = true): number {
    const plain = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    const stored = deflate ? deflateSync(plain, { level: 9 }) : plain;
    const filter = deflate ? '/Filter /FlateDecode ' : '';
    return this.add(`<< ${entries} ${filter}/Length ${stored.length} >>`, stored);
  }

  /** The file; `root` is the number of the catalogue. */
  finish(root: number, options: PdfFinish = {}): Buffer {
    if (options.encryption !== undefined) return this.#finishEncrypted(root, options.encryption);
    const parts: Buffer[] = [Buffer.from(`%PDF-${options.version ?? '1.7'}\n%âãÏÓ\n`, 'latin1')];
    let length = parts[0]?.length ?? 0;
    const offsets = this.#objects.map((object, index) => {
      const offset = length;
      const head = Buffer.from(`${index + 1} 0 obj\n${object.body}\n`, 'latin1');
      const part =
        object.stream === undefined
          ? Buffer.concat([head, Buffer.from('endobj\n')])
          : Buffer.concat([
              head,
              Buffer.from('stream\n'),
              object.stream,
              Buffer.from('\nendstream\nendobj\n'),
            ]);
      parts.push(part);
      length += part.length;
      return offset;
    });
    const size = this.#objects.length + 1;
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    parts.push(
      Buffer.from(
        `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n` +
          `<< /Size ${size} /Root ${root} 0 R ${options.trailer ?? ''} >>\nstartxref\n${length}\n%%EOF\n`,
        'latin1',
      ),
    );
    return Buffer.concat(parts);
  }

  #finishEncrypted(root: number, encryption: PdfEncryption): Buffer {
    const encryptor = pdfEncryptor(encryption);
    this.#objects.forEach((object, index) => {
      this.#objects[index] = encryptor.encrypt(index + 1, object);
    });
    const dictionary = this.add(encryptor.dictionary);
    return this.finish(root, { trailer: `/Encrypt ${dictionary} 0 R ${encryptor.trailer}` });
  }
}

export interface PdfFinish {
  readonly version?: string;
  /** Further entries of the trailer dictionary. */
  readonly trailer?: string;
  readonly encryption?: PdfEncryption;
}

/** A page to be: size in points, resource entries, content, and entries beside them. */
export interface PdfPageParts {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly resources: string;
  readonly content: string;
  readonly entries?: string;
}

/**
 * Adds pages and the page tree; gives the number of the tree's root. Page n, from 1, has the
 * number root + 2n.
 */
export function addPages(writer: PdfWriter, pages: readonly PdfPageParts[]): number {
  const tree = writer.reserve();
  const kids = pages.map((page) => {
    const contents = writer.addStream('', page.content);
    const { widthPt, heightPt, resources, entries = '' } = page;
    return writer.add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${point(widthPt)} ${point(heightPt)}] ` +
        `/Resources << ${resources} >> /Contents ${contents} 0 R ${entries} >>`,
    );
  });
  const list = kids.map((kid) => `${kid} 0 R`).join(' ');
  return writer.fill(tree, `<< /Type /Pages /Count ${kids.length} /Kids [${list}] >>`);
}

/** The usual ending: a catalogue over the page tree, and the file. */
export function finishWith(
  writer: PdfWriter,
  tree: number,
  catalogEntries = '',
  options: PdfFinish = {},
): Buffer {
  const root = writer.add(`<< /Type /Catalog /Pages ${tree} 0 R ${catalogEntries} >>`);
  return writer.finish(root, options);
}

/** Points with at most three decimals and no exponent, as PDF wants numbers. */
export function point(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
