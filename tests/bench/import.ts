import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { importFolder } from '../support/scans/index.ts';
import { has, median, megabytes, runCli, seconds, timeShell, type Row } from './measure.ts';
import { missing } from './bind.ts';

/** Importing mixed files without OCR, beside what any importer must do: hash, copy, flush, count pages, read text. */
export async function importFiles(folder: string, runs: number, files = 2000): Promise<Row[]> {
  const work = `Import ${files.toLocaleString('en')} mixed files`;
  if (!has('pdfinfo')) return [missing(work, 'poppler-utils')];
  const sources = join(folder, 'mixed');
  const made = await importFolder(sources, { files, seed: 5 });
  const bytes = made.reduce((sum, file) => sum + file.bytes, 0);
  const peer = `find '${sources}' -type f -print0 | xargs -0 sha256sum > '${folder}/sums' &&
    cp -r '${sources}' '${folder}/copy' && sync &&
    find '${sources}' -name '*.pdf' -print0 | while IFS= read -r -d '' f; do
      pdfinfo "$f" > /dev/null; pdftotext "$f" - > /dev/null; done; rm -rf '${folder}/copy'`;
  const ours: number[] = [];
  const peers: number[] = [];
  let peakBytes = 0;
  for (let run = 0; run < runs; run += 1) {
    peers.push(timeShell(peer));
    const archive = join(folder, `import-${run}`);
    await runCli(['new', archive]);
    const done = await runCli(['import', archive, sources, '--confirm', '--no-read']);
    const { ms, imported } = done.value as { ms: number; imported: unknown[] };
    if (imported.length !== files) throw new Error(`${imported.length} of ${files} imported`);
    ours.push(ms);
    peakBytes = Math.max(peakBytes, done.peakBytes);
    await rm(archive, { recursive: true, force: true });
  }
  const ratio = median(ours) / median(peers);
  return [
    {
      work: `${work}, ${megabytes(bytes)}`,
      ours: seconds(median(ours)),
      peer: `sha256sum, cp, sync, pdfinfo, pdftotext ${seconds(median(peers))}`,
      ratio,
      target: '≤ 1.5 ×',
      met: ratio <= 1.5,
      note: `peak memory ${megabytes(peakBytes)}`,
    },
  ];
}
