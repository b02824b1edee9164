import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { chromiumArguments, findChromium } from '../../support/find-chromium.ts';

/** The built program in a browser, as `mingce serve` gives it to a user. */
export interface RunningProgram {
  readonly page: Page;
  /** Where archives are made. */
  readonly home: string;
  /** A folder for the test's own files. */
  readonly folder: string;
  /** What pages wrote to their console as errors, and what the program wrote of its own bugs. */
  readonly troubles: string[];
  /** Another window of the same program. */
  readonly openWindow: () => Promise<Page>;
  readonly process: ChildProcess;
  readonly close: () => Promise<void>;
}

const cli = new URL('../../../dist/cli-main.js', import.meta.url).pathname;

async function startFileOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /[:：](\/\S+\.html)/u.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${said}`)));
  });
}

export interface StartOptions {
  readonly archive?: string;
  readonly folder?: string;
  readonly language?: 'zh-CN' | 'en';
  readonly width?: number;
  readonly height?: number;
}

export async function startProgram(options: StartOptions = {}): Promise<RunningProgram> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'mingce-e2e-')));
  const home = join(folder, 'home');
  const child = spawn(
    process.execPath,
    [cli, 'serve', ...(options.archive === undefined ? [] : [options.archive]), '--no-open', '--home', home],
    { env: { ...process.env, MINGCE_USER_DATA: join(folder, 'user-data') }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const troubles: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    const text = chunk.toString();
    if (/Error/u.test(text)) troubles.push(text);
  });
  const startFile = await startFileOf(child);
  const browser: Browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArguments] });
  const openWindow = async (): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1366, height: options.height ?? 768 },
      locale: options.language ?? 'zh-CN',
      acceptDownloads: true,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    // The start file may have been used by the window before; it is renewed at once.
    const html = await readFile(startFile, 'utf8');
    const address = /http:\/\/[^"'<>\s]+/u.exec(html)?.[0];
    if (address === undefined) throw new Error('no address in the start file');
    await page.goto(address);
    return page;
  };
  const page = await openWindow();
  return {
    page,
    home,
    folder,
    troubles,
    openWindow,
    process: child,
    close: async () => {
      await browser.close();
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await new Promise((done) => child.once('exit', done));
      }
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
