import { open } from 'node:fs/promises';
import ExifReader from 'exifreader';
import { isoDay } from '../paper/dates.ts';

/** What a camera wrote into a photo. Where it was taken is not looked at. */
export interface PhotoFacts {
  /** `YYYY-MM-DD`; null where the camera's clock was never set. */
  readonly date: string | null;
  /** `HH:MM`. */
  readonly time: string | null;
  /** Maker and model. */
  readonly camera: string | null;
}

/** Data of the kind stands at the beginning of a JPEG; a file is never read whole for it. */
const mostBytes = 512 * 1024;

/**
 * Reads the EXIF data of a JPEG, PNG, WebP or HEIC. null where the file has none that a camera wrote:
 * scanners name their maker, too, but expose nothing.
 * @throws Error of the system where the file cannot be read
 */
export async function photoFacts(path: string): Promise<PhotoFacts | null> {
  const tags = readTags(await beginning(path));
  if (tags === null) return null;
  const exposed = ['ExposureTime', 'FNumber', 'FocalLength', 'ISOSpeedRatings', 'ExposureProgram'];
  if (!exposed.some((name) => tags[name] !== undefined)) return null;
  const taken = tags['DateTimeOriginal']?.description ?? tags['DateTime']?.description ?? '';
  const camera = [tags['Make']?.description, tags['Model']?.description]
    .filter((part) => part !== undefined)
    .join(' ')
    .trim();
  return { ...moment(taken), camera: camera === '' ? null : camera.slice(0, 100) };
}

async function beginning(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, mostBytes));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

type Tags = Readonly<Record<string, { readonly description: string } | undefined>>;

function readTags(bytes: Buffer): Tags | null {
  try {
    // Copied: the reader takes the whole buffer below a view.
    return described(ExifReader.load(new Uint8Array(bytes).buffer, { async: false }));
  } catch {
    // No image of a kind it knows, or nothing in it: as good as a photo without data.
    return null;
  }
}

function described(tags: Readonly<Record<string, unknown>>): Tags {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([name, tag]) =>
      typeof tag === 'object' && tag !== null && 'description' in tag
        ? [[name, { description: String(tag.description) }]]
        : [],
    ),
  );
}

/** 2024:03:16 10:11:12. Cameras that were never set begin in the year they were made for, at midnight. */
function moment(taken: string): Pick<PhotoFacts, 'date' | 'time'> {
  const match = /^(\d{4}):(\d{2}):(\d{2})[ T](\d{2}):(\d{2})/u.exec(taken);
  if (match === null) return { date: null, time: null };
  const [year, month, day] = match.slice(1, 4).map(Number);
  const date = isoDay(year ?? 0, month ?? 0, day ?? 0);
  const unset = month === 1 && day === 1 && match[4] === '00';
  if (date === null || unset || (year ?? 0) < 1995) return { date: null, time: null };
  return { date, time: `${match[4]}:${match[5]}` };
}
