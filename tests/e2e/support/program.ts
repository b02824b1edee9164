import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Download, type Page } from 'playwright';
import { onTestFailed } from 'vitest';
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
  readonly openWindow: (options?: WindowOptions) => Promise<Page>;
  readonly process: ChildProcess;
  /** Ends the program as a power cut would; its window stays. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface WindowOptions {
  readonly language?: 'zh-CN' | 'en';
  readonly width?: number;
  readonly height?: number;
  /** Screen pixels a CSS pixel: 2 with half the width and height is a window zoomed to 200 %. */
  readonly deviceScaleFactor?: number;
}

export interface StartOptions extends WindowOptions {
  readonly archive?: string;
  /** Kept when the program closes; without it a folder of its own is made and removed. */
  readonly folder?: string;
  /** Scans are read by themselves, as users have it; here only where that is what is tried. */
  readonly reads?: boolean;
  /** The folder a scanner writes to. */
  readonly watch?: string;
}

/** The built program's command line. */
export const cliFile = fileURLToPath(new URL('../../../dist/cli-main.js', import.meta.url));

/** Where the program says a browser may come in. */
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

/** Starts `mingce serve`, with the given archive or on the welcome screen, and a window of it. */
export async function startProgram(options: StartOptions = {}): Promise<RunningProgram> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'mingce-e2e-')));
  const home = join(folder, 'home');
  const archive = options.archive === undefined ? [] : [options.archive];
  const watch = options.watch === undefined ? [] : ['--watch', options.watch];
  if (options.reads !== true) await leaveUnread(join(folder, 'user-data'));
  const child = spawn(
    process.execPath,
    [cliFile, 'serve', ...archive, ...watch, '--no-open', '--home', home],
    {
      env: { ...process.env, MINGCE_USER_DATA: join(folder, 'user-data') },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const troubles: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    const text = chunk.toString();
    if (/Error/u.test(text)) troubles.push(text);
  });
  const startFile = await startFileOf(child);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...chromiumArguments],
  });
  const openWindow = async (window: WindowOptions = options): Promise<Page> => {
    const page = await newPage(browser, window, troubles);
    // The start file may have been used by the window before; it is renewed at once.
    const address = /http:\/\/[^"'<>\s]+/u.exec(await readFile(startFile, 'utf8'))?.[0];
    if (address === undefined) throw new Error('no address in the start file');
    await page.goto(address);
    return page;
  };
  return {
    page: await openWindow(),
    home,
    folder,
    troubles,
    openWindow,
    process: child,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    close: async () => {
      await browser.close();
      child.kill('SIGTERM');
      await ended;
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Reading takes the processor that the test's own program and browser need. */
async function leaveUnread(userData: string): Promise<void> {
  const file = join(userData, 'preferences.json');
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as {
    readonly preferences?: object;
  };
  const preferences = { ...kept.preferences, readAutomatically: false };
  await mkdir(userData, { recursive: true });
  await writeFile(file, JSON.stringify({ ...kept, preferences }));
}

async function newPage(
  browser: Browser,
  options: WindowOptions,
  troubles: string[],
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1366, height: options.height ?? 768 },
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    locale: options.language ?? 'zh-CN',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`${message.text()} ${message.location().url}`);
  });
  return page;
}

/**
 * Where a test fails, tells what the window showed. With MINGCE_E2E_PICTURES naming a folder, a
 * picture of it is put there as well.
 */
export function tellWindowOnFailure(page: () => Page | undefined): void {
  onTestFailed(async ({ task }) => {
    const shown = page();
    if (!shown || shown.isClosed()) return;
    const folder = process.env['MINGCE_E2E_PICTURES'];
    if (folder !== undefined) {
      const name = task.name.replaceAll(/\W+/gu, '-').slice(0, 60);
      await shown.screenshot({ path: join(folder, `${name}.png`) });
    }
    const seen = await shown.locator('body').ariaSnapshot({ timeout: 10_000 });
    // Dialogs and the status bar come last: the middle is what can be done without.
    const told = seen.length > 8000 ? `${seen.slice(0, 3000)}\n…\n${seen.slice(-5000)}` : seen;
    process.stderr.write(`The window showed:\n${told}\n`);
  });
}

/** What `act` downloads, wherever: a tab opened for a download is gone as soon as it begins. */
export function downloadOf(page: Page, act: () => Promise<void>): Promise<Download> {
  return new Promise((resolve, reject) => {
    page.once('download', resolve);
    page.context().once('page', (tab) => tab.once('download', resolve));
    act().catch(reject);
  });
}
