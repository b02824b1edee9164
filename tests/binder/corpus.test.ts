import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFName } from 'pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlannedDocument } from '../../main/binder/plan.ts';
import type { VolumeReport } from '../../main/binder/volume-report.ts';
import type { Bitmap } from '../../main/reading/page.ts';
import { awkwardFiles } from '../support/awkward/index.ts';
import type { AwkwardFile } from '../support/awkward/index.ts';
import { objectsOf } from './objects.ts';
import { difference, picturesOf, shrunk } from './pictures.ts';
import { bare, bind, openVolume, original, paper, planOf, section, textsOf } from './support.ts';

const installed = (tool: string) => spawnSync(tool, ['--version']).error === undefined;
const files = await awkwardFiles();

let root: string;

let papers: readonly PlannedDocument[];
let report: VolumeReport;
let volume: readonly Bitmap[];

/** One after the other: with all that goes before them, or each page a sheet of its own size. */
async function bindAll(options: Parameters<typeof planOf>[1]): Promise<VolumeReport> {
  return bind(planOf([section(papers)], options), root);
}

/** Of 255 a pixel on average; the smallest of the marks makes three times as much. */
const mostDifference = 0.8;
const alone = { ...bare, a3: 'own' } as const;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'mingce-corpus-'));
  const made: PlannedDocument[] = [];
  for (const { name, bytes, pages } of files) {
    made.push(paper(name, [await original(root, name, bytes, { pages })]));
  }
  papers = made;
  report = await bindAll(alone);
  volume = await picturesOf(report.path);
});

afterAll(() => rm(root, { recursive: true, force: true }));

/** First sheet of each file: a placeholder is one. */
const firstPages: readonly number[] = files.map((_, index) =>
  files
    .slice(0, index)
    .reduce((page, { becomes, pages }) => page + (isPlaceholder(becomes) ? 1 : pages), 1),
);

function isPlaceholder(becomes: AwkwardFile['becomes']): boolean {
  return becomes !== 'bound' && becomes !== 'drawn';
}

test('the corpus is large, and no two files have a name', () => {
  expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
  expect(files.length).toBeGreaterThanOrEqual(40);
});

test.each(files.map((file, index) => [file.name, file, index] as const))(
  '%s',
  async (_, file, index) => {
    const id = papers[index]?.id;
    const of = (notes: VolumeReport['placeholders']) => notes.filter((note) => note.id === id);
    const reasons = of(report.placeholders).map(({ code }) => code);
    expect(reasons).toEqual(isPlaceholder(file.becomes) ? [file.becomes] : []);
    expect(of(report.rasterised).length > 0).toBe(file.becomes === 'drawn');
    if (isPlaceholder(file.becomes)) return;
    const wanted = await lookOf(file, papers[index]?.parts[0]?.path ?? '');
    expect(wanted).toHaveLength(file.pages);
    wanted.forEach((picture, page) => {
      const found = volume[(firstPages[index] ?? 0) - 1 + page];
      expect(found).toBeDefined();
      if (!found) return;
      const shape = found.width / found.height / (picture.width / picture.height);
      expect(Math.abs(Math.log(shape)), 'shape').toBeLessThan(0.03);
      const tolerance = file.tolerance ?? mostDifference;
      expect(difference(found, picture), `page ${page + 1}`).toBeLessThan(tolerance);
    });
  },
);

/** What the pages of a file must look like. */
async function lookOf(file: AwkwardFile, path: string): Promise<readonly Bitmap[]> {
  if (file.like instanceof Uint8Array) {
    const sound = join(root, 'sound.pdf');
    await writeFile(sound, file.like);
    return picturesOf(sound);
  }
  if (file.like) return Promise.all(file.like.map((canvas) => shrunk(canvas)));
  return file.name.endsWith('.pdf') ? picturesOf(path) : [await shrunk(file.bytes)];
}

test('nothing was left out: as many sheets as there are pages and placeholders', () => {
  const last = files.at(-1);
  const sheets = isPlaceholder(last?.becomes ?? 'bound') ? 1 : (last?.pages ?? 0);
  expect(report.pages).toBe((firstPages.at(-1) ?? 0) + sheets - 1);
});

test('words of sources are found on their pages', async () => {
  const opened = await openVolume(report.path);
  const lost: string[] = [];
  for (const [index, { name, says }] of files.entries()) {
    if (says === undefined) continue;
    const texts = await textsOf(opened, firstPages[index] ?? 0);
    const said = texts.map(({ text }) => text).join('');
    if (!said.replaceAll(' ', '').includes(says.replaceAll(' ', ''))) lost.push(name);
  }
  expect(lost).toEqual([]);
});

test('no object of the volume acts, carries a file, or is signed', async () => {
  const keys =
    'JS AA OpenAction A AcroForm XFA EF EmbeddedFiles JavaScript Names AF RichMediaContent'
      .split(' ')
      .map((key) => PDFName.of(key));
  const kinds = new Set(
    'Action Filespec EmbeddedFile Sig Annot JavaScript Launch URI SubmitForm'
      .split(' ')
      .map((kind) => PDFName.of(kind)),
  );
  const found: string[] = [];
  for (const { name, object } of await objectsOf(report.path)) {
    const look = (value: unknown): void => {
      if (!(value instanceof PDFDict)) return;
      const bad = keys.some((key) => value.has(key));
      const kind = [value.get(PDFName.of('Type')), value.get(PDFName.of('S'))];
      if (bad || kind.some((each) => each instanceof PDFName && kinds.has(each))) {
        found.push(`${name} ${value.toString().slice(0, 200)}`);
      }
      for (const inner of value.values()) look(inner);
    };
    look(object);
  }
  expect(found).toEqual([]);
});

test('seals keep their look, and the report names the originals that prove them', () => {
  const index = files.findIndex(({ name }) => name === 'signed with a seal.pdf');
  const [part] = papers[index]?.parts ?? [];
  expect(report.signed).toEqual([
    { id: papers[index]?.id, name: part?.name, sha256: part?.sha256, signatures: 1 },
  ]);
});

test('two runs give the same bytes', async () => {
  const again = await bindAll(alone);
  expect((await readFile(again.path)).equals(await readFile(report.path))).toBe(true);
});

test.skipIf(!installed('qpdf'))('qpdf finds nothing wrong with the volume', () => {
  const { status, stdout, stderr } = spawnSync('qpdf', ['--check', report.path]);
  expect([status, stderr.toString()], stdout.toString()).toEqual([0, '']);
});

test('bound with all that goes before them, every page opens', async () => {
  const whole = await bindAll({});
  const opened = await openVolume(whole.path);
  expect(opened.numPages).toBe(whole.pages);
  for (let page = 1; page <= opened.numPages; page += 1) await opened.getPage(page);
  if (!installed('pdffonts')) return;
  const listed = execFileSync('pdffonts', [whole.path], { stdio: 'pipe' }).toString().split('\n');
  const own = listed.filter((line) => /NotoSerif|NotoSans|Mingce/.test(line));
  expect(own.length).toBeGreaterThan(1);
  // Columns: name, type, encoding, emb, sub, uni, object.
  expect(own.filter((line) => !/ yes +(yes|no) +yes +\d+ +0 *$/.test(line))).toEqual([]);
});
