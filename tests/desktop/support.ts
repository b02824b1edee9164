import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { launchDouble } from '../support/electron-double/launch.ts';
import type { DoubleApp, LaunchOptions } from '../support/electron-double/launch.ts';

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The real preload, bundled as the build does it. */
export async function bundlePreload(): Promise<string> {
  const build = await rolldown({
    input: fromRoot('main/desktop/preload.ts'),
    external: /^electron$/,
    platform: 'node',
    tsconfig: false,
  });
  const { output } = await build.generate({ format: 'cjs', codeSplitting: false });
  await build.close();
  return output[0].code;
}

let preload: Promise<string> | null = null;

/** The real desktop host with the sample program behind it. */
export async function launchSample(options: Partial<LaunchOptions> = {}): Promise<DoubleApp> {
  preload ??= bundlePreload();
  const scratch = mkdtempSync(join(tmpdir(), 'mingce-desktop-'));
  const path = join(scratch, 'preload.cjs');
  writeFileSync(path, await preload);
  const env = { SAMPLE_PRELOAD: path, ...options.env };
  return launchDouble({
    entry: fromRoot('tests/desktop/sample/main.ts'),
    scratch,
    ...options,
    env,
  });
}

interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Calls as the page does, through the preload. */
export function call(page: Page, name: string, args: unknown = null): Promise<Answer> {
  return page.evaluate(
    ([name, args]) =>
      (window as unknown as { mingce: { call(r: object): Promise<Answer> } }).mingce.call({
        call: name,
        args,
      }),
    [name, args] as const,
  );
}

/** Starts one of the sample page's probes; it runs as the page's own script. */
export function probe(page: Page, name: string): Promise<{ ran: boolean; value: unknown }> {
  return page.evaluate(
    (name) =>
      (
        window as unknown as { probe(name: string): Promise<{ ran: boolean; value: unknown }> }
      ).probe(name),
    name,
  );
}

/** Polls until it holds, for as long as a busy machine may need. */
export const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 30_000 });
