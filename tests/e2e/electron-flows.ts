import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallArgs, CallName, CallResult } from '../../main/contract/index.ts';
import {
  g4Pdf,
  jbig2Pdf,
  unembeddedPdf,
  redHeadText,
  scanBilevel,
  signInPaper,
} from '../support/scans/index.ts';

/** The desktop program as these flows need it: under Electron itself, or on its double. */
export interface DesktopDriver {
  readonly page: Page;
  /** The next folder dialog answers `path`. */
  readonly answerFolderDialog: (path: string) => Promise<void>;
  /** Told before a file is put into the page's hands: the double knows no paths by itself. */
  readonly expectFile: (path: string) => Promise<void>;
  /** Process ids of the workers that live now. */
  readonly workerPids: () => Promise<readonly number[]>;
  /** Closes the program as its user would, and waits for its end. */
  readonly quit: () => Promise<void>;
}

type Bridge = { call(request: object): Promise<unknown>; drop(files: File[]): Promise<string[]> };

/** The same flows for both: they are what a double cannot vouch for, and a binary can. */
export function desktopFlows(start: (userData: string) => Promise<DesktopDriver>): void {
  let folder: string;
  let driver: DesktopDriver;
  let archive: string | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mingce-electron-'));
    driver = await start(join(folder, 'user'));
  });
  afterAll(async () => {
    await driver?.quit();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });

  const call = async <Name extends CallName>(
    name: Name,
    args: CallArgs<Name>,
  ): Promise<CallResult<Name>> => {
    const request = { call: name, args, ...(archive ? { archive } : {}) };
    const answer = (await driver.page.evaluate(
      (request) => (globalThis as unknown as { mingce: Bridge }).mingce.call(request),
      request,
    )) as { ok: true; value: CallResult<Name> } | { ok: false; error: object };
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value;
  };

  const drop = async (path: string) => {
    await driver.expectFile(path);
    await driver.page.evaluate(() => {
      document.querySelector('#dropped')?.remove();
      const input = Object.assign(document.createElement('input'), { type: 'file', id: 'dropped' });
      document.body.append(input);
    });
    await driver.page.setInputFiles('#dropped', path);
    return driver.page.evaluate(() => {
      const { files } = document.querySelector('#dropped') as HTMLInputElement;
      return (globalThis as unknown as { mingce: Bridge }).mingce.drop([...(files ?? [])]);
    });
  };

  const importFile = async (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const places = (await drop(path)) as CallArgs<'intake.start'>['places'];
    const { import: id } = await call('intake.start', { places, options: {} });
    for (let attempt = 0; attempt < 600; attempt++) {
      const { imports } = await call('intake.imports', { offset: 0, limit: 10 });
      const found = imports.find((one) => one.id === id);
      if (found && found.state !== 'running') break;
      await delay(100);
    }
    const { files } = await call('intake.files', { id, offset: 0, limit: 10 });
    return files[0];
  };

  const pagesOf = async (id: NonNullable<Awaited<ReturnType<typeof importFile>>>['documentId']) => {
    if (id === null) throw new Error('the file was not imported');
    return (await call('reading.pages', { id, from: 1, limit: 10 })).pages;
  };

  /** Share of dark pixels of an image as the page draws it. */
  const inkOf = (address: string) =>
    driver.page.evaluate(async (src) => {
      const image = Object.assign(new Image(), { src });
      await image.decode();
      const { naturalWidth: width, naturalHeight: height } = image;
      const pen = new OffscreenCanvas(width, height).getContext('2d');
      pen?.drawImage(image, 0, 0);
      const { data } = pen?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() };
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark++;
      return { width, height, share: dark / (width * height) };
    }, address);

  test('the window shows the welcome screen', async () => {
    await driver.page.getByText('新建档案库').first().waitFor();
    expect(await driver.page.title()).toContain('明册');
  });

  test('an archive is made in the folder chosen in a dialog', async () => {
    await driver.answerFolderDialog(folder);
    const chosen = await call('library.chooseFolder', { purpose: 'new' });
    const place = chosen?.place ?? null;
    const opened = await call('library.create', { name: '清河镇台账', fonds: null, place });
    expect(opened).toMatchObject({ path: join(folder, '清河镇台账'), readOnly: false });
    archive = opened.handle;
  });

  test('a dropped paper is imported by workers, read, drawn small and large', async () => {
    const bytes = await redHeadText();
    const file = await importFile('关于成立工作专班的通知.pdf', bytes);
    expect(file).toMatchObject({ outcome: 'imported', code: null });
    const [page] = await pagesOf(file?.documentId ?? null);
    expect((await inkOf(page?.thumbnail ?? '')).share).toBeGreaterThan(0.002);
    const large = await inkOf(page?.images.at(-1)?.address ?? '');
    expect(large.width).toBeGreaterThan(1000);
    expect(large.share).toBeGreaterThan(0.002);
  });

  // What pdf.js draws differs by the process it believes to be in: wasm decoders, fonts, canvases.
  test.each([
    ['a fax scan (G4)', async () => g4Pdf([await scanBilevel(signInPaper())])],
    ['a fax scan (JBIG2)', async () => jbig2Pdf([await scanBilevel(signInPaper())])],
    [
      'Chinese text whose font is not embedded',
      async () => unembeddedPdf('SimSun', [['关于开展环境整治的通知', '各村各社区']]),
    ],
  ])('%s is not drawn blank', async (name, make) => {
    const file = await importFile(`${name}.pdf`, await make());
    expect(file).toMatchObject({ outcome: 'imported' });
    const [page] = await pagesOf(file?.documentId ?? null);
    expect((await inkOf(page?.images[0]?.address ?? '')).share).toBeGreaterThan(0.0005);
  });

  test('an original is read back as a blob, byte for byte, and in part', async () => {
    const { rows } = await call('catalog.list', {
      filter: { place: 'all' },
      offset: 0,
      limit: 1,
    } as CallArgs<'catalog.list'>);
    const id = rows[0]?.id;
    if (id === undefined) throw new Error('no document');
    const [original] = (await call('catalog.get', { id })).originals;
    const read = (headers: Record<string, string>) =>
      driver.page.evaluate(
        async ({ address, headers }) => {
          const answer = await fetch(address, { headers });
          const bytes = new Uint8Array(await (await answer.blob()).arrayBuffer());
          return {
            status: answer.status,
            text: Array.from(bytes, (b) => String.fromCharCode(b)).join(''),
          };
        },
        { address: original?.download ?? '', headers },
      );
    const whole = await read({});
    const bytes = Buffer.from(whole.text, 'latin1');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(original?.sha256);
    expect(await read({ range: 'bytes=0-4' })).toEqual({ status: 206, text: '%PDF-' });
  });

  test('a worker that is killed is replaced', async () => {
    const [killed] = await driver.workerPids();
    if (killed === undefined) throw new Error('no worker lives');
    process.kill(killed, 'SIGKILL');
    await expect.poll(driver.workerPids, { timeout: 30_000 }).not.toContain(killed);
    const file = await importFile('又一份通知.pdf', await redHeadText({ title: '又一份通知' }));
    expect(file).toMatchObject({ outcome: 'imported' });
  });

  test('quitting leaves no worker behind', async () => {
    const pids = await driver.workerPids();
    expect(pids.length).toBeGreaterThan(0);
    await driver.quit();
    for (const pid of pids) await expect.poll(() => lives(pid), { timeout: 30_000 }).toBe(false);
  });
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
