import { crc32, deflateRawSync, constants, deflateSync } from 'node:zlib';
import type { PdfPageParts } from './pdf-writer.ts';
import { addPages, finishWith, PdfWriter } from './pdf-writer.ts';

const a4 = { widthPt: 595, heightPt: 842 } as const;

/**
 * Zlib data that inflates to `megabytes` of spaces, made without deflating them all: one
 * byte-aligned megabyte is repeated.
 */
function inflatesTo(megabytes: number): Buffer {
  const spaces = Buffer.alloc(1 << 20, 0x20);
  const unit = deflateRawSync(spaces, { finishFlush: constants.Z_FULL_FLUSH });
  const total = megabytes * spaces.length;
  return Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    ...Array.from({ length: megabytes }, () => unit),
    deflateRawSync(Buffer.alloc(0)),
    adlerOfSpaces(total),
  ]);
}

function adlerOfSpaces(count: number): Buffer {
  const modulus = 65521n;
  const n = BigInt(count);
  const low = (1n + 32n * n) % modulus;
  const high = (n + (32n * n * (n + 1n)) / 2n) % modulus;
  const bytes = Buffer.alloc(4);
  bytes.writeUInt16BE(Number(high), 0);
  bytes.writeUInt16BE(Number(low), 2);
  return bytes;
}

/** A page whose content, a few kilobytes, inflates twice to `megabytes` of blanks. */
export function flateBombPdf(megabytes = 2048): Buffer {
  const writer = new PdfWriter();
  const packed = deflateSync(inflatesTo(megabytes));
  const content = writer.add(
    `<< /Filter [/FlateDecode /FlateDecode] /Length ${packed.length} >>`,
    packed,
  );
  const tree = writer.reserve();
  const page = writer.add(
    `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R >>`,
  );
  writer.fill(tree, `<< /Type /Pages /Count 1 /Kids [${page} 0 R] >>`);
  return finishWith(writer, tree);
}

/** A page that draws a form that draws two forms that draw two …: `depth` doublings. */
export function endlessPagePdf(depth = 40): Buffer {
  const writer = new PdfWriter();
  let inner = writer.addStream(
    '/Type /XObject /Subtype /Form /BBox [0 0 595 842]',
    '0 0 m 595 842 l S',
    false,
  );
  for (let level = 0; level < depth; level += 1) {
    inner = writer.addStream(
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X ${inner} 0 R >> >>`,
      '/X Do /X Do',
      false,
    );
  }
  const page: PdfPageParts = {
    ...a4,
    resources: `/XObject << /X ${inner} 0 R >>`,
    content: '/X Do',
  };
  return finishWith(writer, addPages(writer, [page]));
}

/** One page under `depth` nested page tree nodes. */
export function deepTreePdf(depth = 20000): Buffer {
  const writer = new PdfWriter();
  const nodes = Array.from({ length: depth }, () => writer.reserve());
  const [root = 0] = nodes;
  const content = writer.addStream('', '');
  const leaf = writer.add(
    `<< /Type /Page /Parent ${nodes.at(-1) ?? 0} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R >>`,
  );
  nodes.forEach((node, index) => {
    const parent = index === 0 ? '' : `/Parent ${nodes[index - 1] ?? 0} 0 R`;
    writer.fill(
      node,
      `<< /Type /Pages ${parent} /Count 1 /Kids [${nodes[index + 1] ?? leaf} 0 R] >>`,
    );
  });
  return finishWith(writer, root);
}

/** A page tree whose only kid is itself. */
export function circularTreePdf(): Buffer {
  const writer = new PdfWriter();
  const tree = writer.reserve();
  writer.fill(tree, `<< /Type /Pages /Count 3 /Kids [${tree} 0 R ${tree} 0 R] >>`);
  return finishWith(writer, tree);
}

/** A page tree that claims a million pages and has one. */
export function lyingCountPdf(claimed = 1_000_000): Buffer {
  const writer = new PdfWriter();
  const tree = addPages(writer, [{ ...a4, resources: '', content: '' }]);
  const page = tree + 2;
  writer.fill(tree, `<< /Type /Pages /Count ${claimed} /Kids [${page} 0 R] >>`);
  return finishWith(writer, tree);
}

/** A page of 1000 × 1000 metres, which no canvas holds. */
export function giantPagePdf(): Buffer {
  const writer = new PdfWriter();
  const page = { widthPt: 2_834_645, heightPt: 2_834_645, resources: '', content: '0 0 m 9 9 l S' };
  return finishWith(writer, addPages(writer, [page]));
}

/** A PNG that declares 60,000 × 60,000 pixels and holds a few bytes. */
export function giantPng(sidePx = 60_000): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sidePx, 0);
  header.writeUInt32BE(sidePx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(64))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A chunk with its length and checksum; also used to give copies of one PNG bytes of their own. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
