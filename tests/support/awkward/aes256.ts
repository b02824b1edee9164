import { createCipheriv, createHash } from 'node:crypto';
import { PdfWriter } from '../scans/pdf-writer.ts';
import { marks, usual } from './sheet.ts';

/**
 * A PDF of one page under AES-256 (ISO 32000-2, 7.6.4.4, revision 6) that opens with an empty
 * user password. Salts and vectors are fixed: for tests, not for secrets.
 */
export function aes256Pdf(seed: string): Buffer {
  const key = createHash('sha256').update('a key of a test').digest();
  const none = Buffer.alloc(0);
  const user = entryOf(Buffer.from(''), 'uvali', 'ukey', key, none);
  const owner = entryOf(Buffer.from('owner'), 'ovali', 'okey', key, user.hash);
  const rights = -3904;
  const perms = Buffer.alloc(16);
  perms.writeInt32LE(rights, 0);
  perms.fill(0xff, 4, 8);
  perms.write('Tadb', 8, 'latin1');
  const ecb = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`;
  const writer = new PdfWriter();
  const tree = writer.reserve();
  const content = encrypted(key, Buffer.from(marks(seed)));
  const stream = writer.add(`<< /Length ${content.length} >>`, content);
  const page = writer.add(`<< /Type /Page /Parent ${tree} 0 R /Contents ${stream} 0 R ${usual} >>`);
  writer.fill(tree, `<< /Type /Pages /Count 1 /Kids [${page} 0 R] >>`);
  const encrypt = writer.add(
    '<< /Filter /Standard /V 5 /R 6 /Length 256 /StmF /StdCF /StrF /StdCF ' +
      `/CF << /StdCF << /CFM /AESV3 /AuthEvent /DocOpen /Length 32 >> >> /P ${rights} ` +
      `/U ${hex(user.hash)} /UE ${hex(user.key)} /O ${hex(owner.hash)} /OE ${hex(owner.key)} ` +
      `/Perms ${hex(Buffer.concat([ecb.update(perms), ecb.final()]))} >>`,
  );
  const id = hex(Buffer.from('mingce test file'));
  const trailer = `/Encrypt ${encrypt} 0 R /ID [${id} ${id}]`;
  const root = writer.add(`<< /Type /Catalog /Pages ${tree} 0 R >>`);
  return writer.finish(root, { version: '2.0', trailer });
}

function entryOf(password: Buffer, first: string, second: string, key: Buffer, user: Buffer) {
  const [validation, salt] = [Buffer.alloc(8, first), Buffer.alloc(8, second)];
  const wrapped = createCipheriv('aes-256-cbc', hashOf(password, salt, user), Buffer.alloc(16));
  wrapped.setAutoPadding(false);
  return {
    hash: Buffer.concat([hashOf(password, validation, user), validation, salt]),
    key: Buffer.concat([wrapped.update(key), wrapped.final()]),
  };
}

/** Algorithm 2.B: rounds of AES, the next hash chosen by what came out. */
function hashOf(password: Buffer, salt: Buffer, user: Buffer): Buffer {
  let key = createHash('sha256').update(password).update(salt).update(user).digest();
  for (let round = 0; ; round += 1) {
    const once = Buffer.concat([password, key, user]);
    const input = Buffer.concat(Array.from({ length: 64 }, () => once));
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32));
    const out = cipher.setAutoPadding(false).update(input);
    const rest = out.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][rest] ?? '')
      .update(out)
      .digest();
    if (round >= 63 && (out.at(-1) ?? 0) <= round - 31) return key.subarray(0, 32);
  }
}

function encrypted(key: Buffer, plain: Buffer): Buffer {
  const vector = Buffer.alloc(16, 'vector');
  const cipher = createCipheriv('aes-256-cbc', key, vector);
  return Buffer.concat([vector, cipher.update(plain), cipher.final()]);
}
