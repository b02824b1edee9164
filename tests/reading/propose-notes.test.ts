import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { photoFacts } from '../../main/reading/propose/photo-facts.ts';
import { propose } from '../../main/reading/propose/propose.ts';
import { propose as proposeTask } from '../../main/reading/propose/task.ts';
import type { PageQuality, ProposalInput, TextPage } from '../../main/reading/propose/types.ts';
import { bodyLines, printedPage } from './paper-lines.ts';

const good: PageQuality = {
  number: 1,
  blank: false,
  dpi: 300,
  skewDegrees: 0.4,
  sharpness: 85,
  photo: false,
  turned: false,
  failed: false,
};
const categories = [
  { id: 1, name: '组织领导' },
  { id: 2, name: '志愿服务' },
];
const input = (more: Partial<ProposalInput>): ProposalInput => ({
  name: '扫描1.pdf',
  folders: [],
  categories,
  pages: [],
  ...more,
});
const context = { progress: () => undefined, signal: new AbortController().signal };

describe('notes on quality', () => {
  test('name the pages, in a list', () => {
    const pages: readonly PageQuality[] = [
      { ...good, number: 1, dpi: 150 },
      { ...good, number: 2, dpi: 120, skewDegrees: -3.21 },
      { ...good, number: 3, dpi: 150, sharpness: 12 },
      { ...good, number: 4, blank: true, sharpness: 0, dpi: 100 },
      { ...good, number: 5, turned: true },
      { ...good, number: 7, failed: true, sharpness: null },
    ];
    expect(propose(input({ quality: pages })).notes).toEqual([
      { code: 'unread-pages', details: { pages: '7' } },
      { code: 'low-resolution', details: { pages: '1-3', dpi: '120' } },
      { code: 'skewed', details: { pages: '2', degrees: '3.2' } },
      { code: 'blurred', details: { pages: '3' } },
      { code: 'blank-pages', details: { pages: '4' } },
      { code: 'turned', details: { pages: '5' } },
    ]);
  });

  test('are not made of good pages, of 199 dpi or of pages that are no pictures', () => {
    const pages = [good, { ...good, number: 2, dpi: 199 }, { ...good, number: 3, dpi: null }];
    expect(propose(input({ quality: pages })).notes).toEqual([]);
  });
});

describe('a separator sheet', () => {
  test('is over folder, name and text, and says whose paper it is', () => {
    const { proposals } = propose(
      input({
        name: '清政发〔2023〕1号 放假通知.pdf',
        folders: ['2022年', '组织领导'],
        separator: { year: 2024, categoryId: 2, department: '社会事务办' },
      }),
    );
    const first = (field: string) => proposals.find((each) => each.field === field);
    expect(first('year')).toMatchObject({ value: '2024', source: 'separator' });
    expect(first('categoryId')).toMatchObject({ label: '志愿服务', source: 'separator' });
    expect(first('department')).toMatchObject({ value: '社会事务办', source: 'separator' });
  });
});

describe('a photo', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingce-photo-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function jpeg(name: string, exif: Record<string, Record<string, string>> | null) {
    const plain = sharp({ create: { width: 64, height: 48, channels: 3, background: '#887766' } });
    const path = join(folder, name);
    await writeFile(path, await (exif === null ? plain : plain.withExif(exif)).jpeg().toBuffer());
    return path;
  }
  const camera = (taken: string) => ({
    IFD0: { Make: 'Invented', Model: 'K-1' },
    IFD2: { DateTimeOriginal: taken, ExposureTime: '1/60' },
  });

  test('says when and with what it was taken', async () => {
    const path = await jpeg('a.jpg', camera('2024:03:16 10:11:12'));
    expect(await photoFacts(path)).toEqual({
      date: '2024-03-16',
      time: '10:11',
      camera: 'Invented K-1',
    });
  });

  test('has no date where the clock of its camera was never set or says nonsense', async () => {
    for (const taken of [
      '2015:01:01 00:00:12',
      '1980:01:01 00:00:00',
      '2024:13:40 10:00:00',
      'gone',
    ])
      expect((await photoFacts(await jpeg('b.jpg', camera(taken))))?.date).toBeNull();
  });

  test('is none without the data of a camera: scans, torn files, other files', async () => {
    const scan = { IFD0: { Make: 'Invented', Model: 'Scanner' } };
    expect(await photoFacts(await jpeg('c.jpg', scan))).toBeNull();
    expect(await photoFacts(await jpeg('d.jpg', null))).toBeNull();
    const torn = join(folder, 'e.jpg');
    await writeFile(
      torn,
      Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 0x45, 0x78, 0x69, 0x66]),
    );
    expect(await photoFacts(torn)).toBeNull();
    await writeFile(torn, '');
    expect(await photoFacts(torn)).toBeNull();
  });

  test('is proposed with its day, as 照片, and noted', async () => {
    const path = await jpeg('f.jpg', camera('2024:03:16 10:11:12'));
    const args = { ...input({ name: 'IMG_0001.jpg', quality: [{ ...good, photo: true }] }) };
    const { proposals, notes } = await proposeTask({ ...args, photo: { path } }, context);
    expect(proposals).toMatchObject([
      { field: 'year', value: '2024', source: 'photo' },
      {
        field: 'date',
        value: '2024-03-16',
        source: 'photo',
        evidence: '2024-03-16 10:11 · Invented K-1',
      },
      { field: 'kind', value: '照片', source: 'photo' },
    ]);
    expect(notes).toEqual([{ code: 'photo', details: { time: '2024-03-16 10:11' } }]);
  });

  test('of a paper is a paper', async () => {
    const path = await jpeg('g.jpg', camera('2024:03:16 10:11:12'));
    const paper: TextPage = printedPage(1, bodyLines(40, 12));
    const args = input({ name: 'IMG_0001.jpg', pages: [paper], quality: [good] });
    const { proposals, notes } = await proposeTask({ ...args, photo: { path } }, context);
    expect([...proposals, ...notes]).toEqual([]);
  });

  test('that is gone meanwhile is no failure', async () => {
    const photo = { path: join(folder, 'none.jpg') };
    const { notes } = await proposeTask({ ...input({ quality: [good] }), photo }, context);
    expect(notes).toEqual([]);
  });

  const captioned = (texts: readonly string[]) =>
    propose(
      input({
        quality: [{ ...good, photo: true }],
        pages: [
          printedPage(
            1,
            texts.map((text, at) => ({ text, y: 200 + at * 9, size: 4.2 })),
          ),
        ],
      }),
    );

  test('keeps the elements of a printed caption', () => {
    const { proposals, notes } = captioned([
      '事由：清理背街小巷',
      '时间：2024年3月16日　地点：北街社区',
      '人物：何清源（左一）',
      '摄影者：林文',
    ]);
    const value = (field: string) => proposals.find((each) => each.field === field)?.value;
    expect([value('title'), value('date'), value('kind')]).toEqual([
      '清理背街小巷',
      '2024-03-16',
      '照片',
    ]);
    expect(notes).toEqual([
      {
        code: 'photo',
        details: {
          event: '清理背街小巷',
          time: '2024年3月16日',
          place: '北街社区',
          people: '何清源（左一）',
          photographer: '林文',
        },
      },
    ]);
  });

  test('with its time printed in keeps time and place, and no title', () => {
    const picture = printedPage(1, [
      { text: '讲文明', y: 40, x: 60, size: 14, red: true },
      { text: '2024-04-1115:20', y: 130, x: 10, size: 9 },
      { text: '【清河镇迎宾大道', y: 140, x: 10, size: 6 },
    ]);
    const wide = { ...picture, widthUm: 210_000, heightUm: 157_000 };
    const { proposals, notes } = propose(input({ name: '公益广告.jpg', pages: [wide] }));
    expect(proposals.map(({ field, value }) => [field, value])).toEqual([
      ['year', '2024'],
      ['title', '公益广告'],
      ['date', '2024-04-11'],
      ['kind', '照片'],
    ]);
    expect(notes).toEqual([
      { code: 'photo', details: { time: '2024-04-11 15:20', place: '清河镇迎宾大道' } },
    ]);
  });

  test('on a sheet of paper is known by the day its caption begins with', () => {
    const sheet = printedPage(1, [
      { text: '志愿服务实景图片', y: 30, size: 7.7, align: 'centre' },
      { text: '2024年3月16日，北街社区志愿者清理背街小巷', y: 150, size: 4.2, align: 'centre' },
      { text: '2024.3.17，南桥村清理沟渠', y: 260, size: 4.2, align: 'centre' },
    ]);
    const { proposals } = propose(input({ pages: [sheet], quality: [good] }));
    const titles = proposals.filter(({ field }) => field === 'title').map(({ value }) => value);
    expect(titles).toEqual(['志愿服务实景图片', '北街社区志愿者清理背街小巷']);
    expect(proposals.find(({ field }) => field === 'date')?.value).toBe('2024-03-16');
  });

  test('takes the line under it for its title', () => {
    const { proposals } = captioned(['2024年3月16日，北街社区志愿者清理背街小巷']);
    expect(proposals.find(({ field }) => field === 'title')).toMatchObject({
      value: '北街社区志愿者清理背街小巷',
      page: 1,
      lines: [0],
    });
  });
});
