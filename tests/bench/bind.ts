import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createRandom,
  redHeadPapers,
  scanPaper,
  scannedPdf,
  type ScannedPage,
} from '../support/scans/index.ts';
import { has, median, megabytes, runCli, seconds, timeShell, type Row } from './measure.ts';

interface Bound {
  readonly ms: number;
  readonly checkMs: number;
  readonly pages: number;
}

/** A scanned page as heavy as an office scanner makes it (about 260 kB), different each time. */
async function heavyPages(count: number): Promise<Buffer[]> {
  const bases: Buffer[] = [];
  for (let seed = 1; seed <= 6; seed += 1) {
    const [paper] = redHeadPapers({});
    if (paper === undefined) throw new Error('no paper');
    bases.push(Buffer.from((await scanPaper(paper, { dpi: 200, seed, quality: 82 })).jpeg));
  }
  const random = createRandom(7);
  return Array.from({ length: count }, () => {
    const base = random.pick(bases);
    // A comment segment after SOI: other bytes, the same picture.
    const size = Math.max(64, 259_000 - base.length);
    const filler = Buffer.alloc(Math.min(65_000, size));
    for (let at = 0; at < filler.length; at += 4)
      filler.writeUInt32LE(random.integer(0, 2 ** 31), Math.min(at, filler.length - 4));
    const head = Buffer.from([0xff, 0xfe, (filler.length + 2) >> 8, (filler.length + 2) & 0xff]);
    return Buffer.concat([base.subarray(0, 2), head, filler, base.subarray(2)]);
  });
}

async function archiveOf(folder: string, files: readonly (readonly [string, Uint8Array])[]) {
  const sources = join(folder, 'sources');
  const archive = join(folder, 'archive');
  await mkdir(join(sources, '2024年', '组织领导'), { recursive: true });
  const paths: string[] = [];
  for (const [name, bytes] of files) {
    const path = join(sources, '2024年', '组织领导', name);
    await writeFile(path, bytes);
    paths.push(path);
  }
  await runCli(['new', archive]);
  await runCli(['import', archive, sources, '--confirm', '--no-read']);
  return { archive, paths };
}

async function bindRuns(archive: string, folder: string, runs: number, peer: () => number) {
  const ours: Bound[] = [];
  const peers: number[] = [];
  let peakBytes = 0;
  for (let run = 0; run < runs; run += 1) {
    peers.push(peer());
    const bound = await runCli([
      'binder',
      archive,
      '--out',
      join(folder, `bound-${run}.pdf`),
      '--date',
      '2024-11-01',
    ]);
    const value = bound.value as { ms: number; checkMs: number; pages: number };
    ours.push(value);
    peakBytes = Math.max(peakBytes, bound.peakBytes);
    timeShell(`rm -f '${join(folder, `bound-${run}.pdf`)}'`);
  }
  return {
    ms: median(ours.map((each) => each.ms)),
    checkMs: median(ours.map((each) => each.checkMs)),
    pages: ours[0]?.pages ?? 0,
    peer: median(peers),
    peakBytes,
  };
}

/** Binding 200 PDFs of five scanned pages, beside qpdf. */
export async function bindPdfs(folder: string, runs: number, count = 200): Promise<Row[]> {
  if (!has('qpdf')) return [missing(`Bind ${count} PDFs × 5 scanned pages`, 'qpdf')];
  const pages = await heavyPages(count * 5);
  const files = Array.from({ length: count }, (_, n) => {
    const own = pages.slice(n * 5, n * 5 + 5).map(asScan);
    return [
      `清政发〔2024〕${n + 1}号 关于做好第${n + 1}项工作的通知.pdf`,
      scannedPdf(own),
    ] as const;
  });
  const { archive, paths } = await archiveOf(folder, files);
  const list = join(folder, 'qpdf.args');
  await writeFile(
    list,
    ['--empty', '--pages', ...paths, '--', join(folder, 'peer.pdf')].join('\n'),
  );
  const got = await bindRuns(archive, folder, runs, () =>
    timeShell(`qpdf @'${list}' && sync '${join(folder, 'peer.pdf')}'`),
  );
  const ratio = got.ms / got.peer;
  const work = `Bind ${count} PDFs × 5 scanned pages (${count * 5} pages)`;
  return [
    {
      work,
      ours: seconds(got.ms),
      peer: `qpdf + sync ${seconds(got.peer)}`,
      ratio,
      target: '≤ 1.0 ×',
      met: ratio <= 1,
    },
    {
      work: '  its self-check',
      ours: seconds(got.checkMs),
      peer: `qpdf + sync ${seconds(got.peer)}`,
      ratio: got.checkMs / got.peer,
      target: '≤ 0.5 ×',
      met: got.checkMs / got.peer <= 0.5,
    },
    {
      work: '  peak memory of the process tree',
      ours: megabytes(got.peakBytes),
      peer: '—',
      ratio: null,
      target: '≤ 250 MB',
      met: got.peakBytes <= 250e6,
    },
  ];
}

function asScan(jpeg: Buffer): ScannedPage {
  const lie = { skewDegrees: 0, shiftMm: [0, 0] } as const;
  return { jpeg, widthPx: 1654, heightPx: 2339, widthMm: 210, heightMm: 297, grey: false, lie };
}

/** Binding 1,000 JPEG scans: nothing to parse, so the floor is copying bytes. */
export async function bindImages(folder: string, runs: number, count = 1000): Promise<Row[]> {
  const files = (await heavyPages(count)).map(
    (jpeg, n) => [`扫描_${String(n + 1).padStart(4, '0')}.jpg`, jpeg] as const,
  );
  const { archive } = await archiveOf(folder, files);
  const sources = join(folder, 'sources', '2024年', '组织领导');
  const got = await bindRuns(archive, folder, runs, () =>
    timeShell(`cat '${sources}'/*.jpg > '${folder}/cat.bin' && sync '${folder}/cat.bin'`),
  );
  const ratio = got.ms / got.peer;
  return [
    {
      work: `Bind ${count} JPEG scans`,
      ours: seconds(got.ms),
      peer: `cat + sync ${seconds(got.peer)}`,
      ratio,
      target: '≤ 3 ×',
      met: ratio <= 3,
      note: `peak memory ${megabytes(got.peakBytes)}`,
    },
  ];
}

export function missing(work: string, program: string): Row {
  return {
    work,
    ours: '—',
    peer: `${program} is not installed`,
    ratio: null,
    target: '',
    met: null,
  };
}
