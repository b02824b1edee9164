import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/archives.ts';
import { plainPdf, redHeadScan } from '../support/scans/index.ts';
import { bind, original, paper, planOf, section } from './support.ts';

const program = fileURLToPath(new URL('./volume-to-kill.ts', import.meta.url));
const kills = 10;

/** Writes a volume in a process of its own, killed `afterMs` after it begins; whether it got to its end. */
async function writeUntil(argsPath: string, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [program, argsPath], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let wrong = '';
  const begun = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('begins')) resolve();
    });
  });
  child.stderr.on('data', (chunk: Buffer) => (wrong += chunk.toString()));
  const gone = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await Promise.race([begun, gone]);
  await Promise.race([delay(afterMs), gone]);
  child.kill('SIGKILL');
  await gone;
  expect(wrong).toBe('');
  return said.includes('ends');
}

test('killed at any moment, an export leaves no volume or a whole one, and the next removes its traces', async () => {
  const folder = await temporaryFolder();
  const target = join(folder, 'target');
  await mkdir(target);
  const papers = [];
  for (let at = 0; at < 12; at += 1) {
    const scan = await redHeadScan({ dpi: 72, seed: at });
    papers.push(paper(`扫描${at}`, [await original(folder, `${at}.pdf`, scan, { pages: 2 })]));
    const text = plainPdf([{ text: `TEXT ${at}` }]);
    papers.push(paper(`文件${at}`, [await original(folder, `t${at}.pdf`, text)]));
  }
  const plan = planOf([section(papers)]);
  const argsPath = join(folder, 'args.json');
  await writeFile(argsPath, JSON.stringify({ plan, folder: target, fileName: '迎检册.pdf' }));
  const startMs = performance.now();
  const { sha256 } = await bind(plan, target);
  const wholeMs = performance.now() - startMs;
  await rm(join(target, '迎检册.pdf'));
  let cutShort = 0;
  for (let at = 0; at < kills; at += 1) {
    const ended = await writeUntil(argsPath, ((at + 0.5) / kills) * wholeMs);
    if (!ended) cutShort += 1;
    const volumes = (await readdir(target)).filter((name) => !name.startsWith('.'));
    if (ended) expect(volumes).toEqual(['迎检册.pdf']);
    for (const name of volumes) {
      const bytes = await readFile(join(target, name));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      await rm(join(target, name));
    }
  }
  expect(cutShort).toBeGreaterThan(0);
  await bind(plan, target);
  expect(await readdir(target)).toEqual(['迎检册.pdf']);
});
