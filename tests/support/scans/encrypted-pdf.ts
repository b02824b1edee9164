import { createCipheriv, createHash } from 'node:crypto';
import type { PdfObject } from './pdf-writer.ts';

/** A cipher of the standard security handler: RC4 with 128 bits (R3), or AES with 128 (R4). */
export type PdfCipher = 'rc4' | 'aes';

export interface PdfEncryption {
  readonly cipher: PdfCipher;
  /** May be empty: such a file opens for everyone, with printing or copying forbidden. */
  readonly userPassword: string;
  readonly ownerPassword: string;
  /** 16 bytes that stand for the file; the key depends on them. */
  readonly fileId: Buffer;
}

/** What encryption needs in the file: its dictionary, and a cipher for each stream. */
export interface PdfEncryptor {
  readonly dictionary: string;
  readonly trailer: string;
  readonly encrypt: (number: number, object: PdfObject) => PdfObject;
}

const padding = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
);
const permissions = -3904;

/**
 * ISO 32000-1 section 7.6, algorithms 1 to 5. Streams are encrypted, strings are not looked for:
 * the objects given must hold none. Initialisation vectors come from the object's number, so that
 * the same file comes out each time: for tests, not for secrets.
 */
export function pdfEncryptor(options: PdfEncryption): PdfEncryptor {
  const owner = ownerEntry(options);
  const key = fileKey(options, owner);
  const user = Buffer.concat([repeatedRc4(key, md5(padding, options.fileId)), Buffer.alloc(16)]);
  const id = options.fileId.toString('hex');
  const aes = options.cipher === 'aes';
  const filters = aes
    ? '/V 4 /R 4 /CF << /StdCF << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >> /StmF /StdCF /StrF /StdCF'
    : '/V 2 /R 3';
  return {
    dictionary:
      `<< /Filter /Standard ${filters} /Length 128 /P ${permissions} ` +
      `/O <${owner.toString('hex')}> /U <${user.toString('hex')}> >>`,
    trailer: `/ID [<${id}> <${id}>]`,
    encrypt: (number, object) => encryptObject(key, number, object, options.cipher),
  };
}

function encryptObject(
  key: Buffer,
  number: number,
  object: PdfObject,
  cipher: PdfCipher,
): PdfObject {
  if (object.stream === undefined) return object;
  const suffix = Buffer.from([number & 0xff, (number >> 8) & 0xff, (number >> 16) & 0xff, 0, 0]);
  const salt = cipher === 'aes' ? Buffer.from('sAlT') : Buffer.alloc(0);
  const objectKey = md5(key, suffix, salt);
  const stream =
    cipher === 'aes' ? aesCbc(objectKey, number, object.stream) : rc4(objectKey, object.stream);
  return { body: object.body.replace(/\/Length \d+/, `/Length ${stream.length}`), stream };
}

function aesCbc(key: Buffer, number: number, plain: Uint8Array): Buffer {
  const vector = md5(Buffer.from(`vector ${number}`));
  const cipher = createCipheriv('aes-128-cbc', key, vector);
  return Buffer.concat([vector, cipher.update(plain), cipher.final()]);
}

function md5(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function padded(password: string): Buffer {
  return Buffer.concat([Buffer.from(password, 'latin1'), padding]).subarray(0, 32);
}

function stretched(first: Buffer): Buffer {
  let digest = first;
  for (let round = 0; round < 50; round += 1) digest = md5(digest);
  return digest;
}

function ownerEntry({ ownerPassword, userPassword }: PdfEncryption): Buffer {
  return repeatedRc4(stretched(md5(padded(ownerPassword))), padded(userPassword));
}

function fileKey({ userPassword, fileId }: PdfEncryption, owner: Buffer): Buffer {
  const rights = Buffer.alloc(4);
  rights.writeInt32LE(permissions);
  return stretched(md5(padded(userPassword), owner, rights, fileId));
}

function repeatedRc4(key: Buffer, data: Buffer): Buffer {
  let result = data;
  for (let round = 0; round < 20; round += 1) {
    result = rc4(
      key.map((byte) => byte ^ round),
      result,
    );
  }
  return result;
}

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    [state[a], state[b]] = [state[b] ?? 0, state[a] ?? 0];
  };
  let j = 0;
  for (let i = 0; i < 256; i += 1) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let [a, b] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      a = (a + 1) & 255;
      b = (b + (state[a] ?? 0)) & 255;
      swap(a, b);
      return byte ^ (state[((state[a] ?? 0) + (state[b] ?? 0)) & 255] ?? 0);
    }),
  );
}
