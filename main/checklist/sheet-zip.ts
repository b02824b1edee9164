import { ArchiveError } from '../contract/errors.ts';

/** Of one workbook: bytes unpacked (design: sheets over 200 MB are refused before opening), parts. */
const mostBytes = 200e6;
const mostParts = 10_000;

const endSignature = 0x06054b50;
const partSignature = 0x02014b50;
const longestComment = 0xffff;

/**
 * Judges a zip file by its list of contents, before anything is unpacked: the sizes it declares. The
 * reader unpacks no part beyond its declared size, so a list that lies does not help a bomb.
 * @throws ArchiveError `unreadable` for what is no whole zip file, `too-large`.
 */
export function checkZip(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const parts = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (parts > mostParts) throw new ArchiveError('too-large', { parts });
  let unpacked = 0;
  for (let part = 0; part < parts; part += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== partSignature) {
      throw new ArchiveError('unreadable', { reason: 'zip' });
    }
    // A size beyond 4 GB stands elsewhere and reads as 0xffffffff here: too large anyway.
    unpacked += view.getUint32(at + 24, true);
    if (unpacked > mostBytes) throw new ArchiveError('too-large', { bytes: unpacked });
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
}

/** The record at the end of the file that says where the list of contents is. */
function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - longestComment);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  throw new ArchiveError('unreadable', { reason: 'zip' });
}
