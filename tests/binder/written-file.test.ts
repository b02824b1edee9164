import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { crossReference, Places } from '../../main/binder/cross-reference.ts';
import { PdfFile, TargetError } from '../../main/binder/pdf-file.ts';
import { checkVolume } from '../../main/binder/self-check.ts';
import { temporaryFolder } from '../support/archives.ts';
import { Pieces } from '../support/awkward/pieces.ts';
import { pdfOf } from '../support/awkward/sheet.ts';
import { redHeadText } from '../support/scans/index.ts';
import { objectsOf } from './objects.ts';
import { bare, bind, original, paper, planOf, section } from './support.ts';

/** A page of its own content with a photo and an embedded font that other sources bring too. */
function withPhoto(photo: Uint8Array, content: string): Buffer {
  return pdfOf((writer) => {
    const image = writer.addStream(
      '/Type /XObject /Subtype /Image /Width 40 /Height 30 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
      photo,
      false,
    );
    const resources = writer.add(`<< /XObject << /Im ${image} 0 R >> >>`);
    const entries = `/MediaBox [0 0 595 842] /Resources ${resources} 0 R`;
    const page = { entries, content: `${content} q 300 0 0 225 100 100 cm /Im Do Q` };
    return { pages: [page, page] };
  });
}

test('what many sources bring is written once: photos, fonts, resources', async () => {
  const photo = await sharp({
    create: { width: 40, height: 30, channels: 3, background: '#a03020' },
  })
    .jpeg()
    .toBuffer();
  const folder = await temporaryFolder();
  const text = await redHeadText({ title: '关于开展环境整治的通知' });
  const parts = [
    await original(folder, 'a.pdf', withPhoto(photo, '0 g 9 9 9 9 re f'), { pages: 2 }),
    await original(folder, 'b.pdf', withPhoto(photo, '1 0 0 rg 20 20 9 9 re f'), { pages: 2 }),
    await original(folder, 'c.pdf', text),
    await original(folder, 'd.pdf', Buffer.concat([text, Buffer.from('\n% a copy\n')])),
    await original(folder, 'e.jpg', photo),
    await original(folder, 'f.jpg', Buffer.concat([photo, Buffer.from('\n')])),
  ];
  const papers = parts.map((part) => paper(part.name, [part]));
  const { path } = await bind(planOf([section(papers)], bare), folder);
  const objects = await objectsOf(path);
  const saying = (word: string) => objects.filter(({ text: said }) => said.includes(word)).length;
  // The photo of the PDFs; that of the pictures, whose dictionary says less; the other file's.
  expect(saying('/Width 40 /')).toBe(3);
  const programs = saying('/FontFile2');
  const alone = await bind(
    planOf(
      [
        section([
          paper(
            'c',
            [parts[2]].flatMap((p) => p ?? []),
          ),
        ]),
      ],
      bare,
    ),
    folder,
  );
  const once = (await objectsOf(alone.path)).filter(({ text: said }) =>
    said.includes('/FontFile2'),
  );
  expect(programs).toBe(once.length);
});

test('small objects are packed and found by a cross-reference stream', async () => {
  const folder = await temporaryFolder();
  const part = await original(
    folder,
    'a.pdf',
    pdfOf(() => ({ pages: [{ content: '' }] })),
  );
  const { path } = await bind(planOf([section([paper('a', [part])])]), folder);
  const bytes = (await readFile(path)).toString('latin1');
  expect(bytes).toContain('/Type/ObjStm');
  expect(bytes).toContain('/Type/XRef');
  expect(bytes).not.toMatch(/\ntrailer\n/);
  expect(bytes).not.toContain('/Type/Catalog');
});

test('objects beyond 2 GiB stand in a table, beyond ten digits in wider fields', () => {
  const ending = (offset: number, start: number) => {
    const places = new Places();
    places.standsAt(places.reserve(), offset);
    places.standsWithin(places.reserve(), 1, 3);
    const bytes = Buffer.from(crossReference(places, start, '/Root 1 0 R'));
    return bytes.toString('latin1');
  };
  const small = ending(15, 900);
  expect(small).toContain('/W[1 2 2]');
  expect(small).toMatch(/startxref\n900\n%%EOF\n$/);
  const large = ending(4_500_000_000, 4_600_000_000);
  expect(large).toContain('4500000000 00000 n \n');
  expect(large).toContain('/XRefStm 4600000000');
  const start = Number(/startxref\n(\d+)/.exec(large)?.[1]) - 4_600_000_000;
  expect(large.slice(start, start + 4)).toBe('xref');
  const huge = ending(20_000_000_000, 30_000_000_000);
  expect(huge).toContain('/W[1 5 2]');
  expect(huge).not.toContain('trailer');
});

/** A one-page file with a hole of `gap` bytes within: it takes no room on the disk. */
async function withHole(gap: number): Promise<string> {
  const path = join(await temporaryFolder(), 'large.pdf');
  const file = await open(path, 'w');
  let at = 0;
  const put = async (piece: string | Uint8Array) => {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
    at += (await file.write(bytes, 0, bytes.length, at)).bytesWritten;
  };
  const places = new Places();
  for (let number = 1; number <= 6; number += 1) places.reserve();
  await put('%PDF-1.7\n');
  places.standsAt(5, at);
  await put(`5 0 obj\n<</Length ${gap}>>\nstream\n`);
  at += gap;
  await put('\nendstream\nendobj\n');
  places.standsAt(4, at);
  await put('4 0 obj\n<</Length 10>>\nstream\n0 0 9 9 re\nendstream\nendobj\n');
  const pieces = new Pieces();
  const bodies = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>',
  ].map((body, index) => [index + 1, body] as const);
  pieces.packed(6, bodies);
  bodies.forEach(([number], index) => places.standsWithin(number, 6, index));
  places.standsAt(6, at);
  await put(pieces.bytes);
  await put(crossReference(places, at, '/Root 1 0 R'));
  await file.close();
  return path;
}

test.skipIf(process.platform === 'win32').each([2.3e9, 4.5e9])(
  'a volume of %d bytes is read back, by ranges',
  async (gap) => {
    const expected = { pages: 1, bookmarks: 0, links: 0, linkPages: [] };
    expect(await checkVolume(await withHole(gap), expected)).toEqual([]);
  },
);

test('a file that would grow too large for its disk is given up', async () => {
  const file = await PdfFile.create(join(await temporaryFolder(), 'a.pdf'), 2_000_000);
  const filling = (async () => {
    for (let at = 0; at < 5; at += 1) {
      await file.stream(file.reserve(), '', new Uint8Array(1 << 20));
    }
  })();
  await expect(filling).rejects.toBeInstanceOf(TargetError);
  await file.abandon();
});
