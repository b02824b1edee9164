import { randomBytes } from 'node:crypto';
import { ChromiumProcess } from './chromium.ts';
import { DoubleServer } from './server.ts';

/**
 * What the parts of the double share: one server, one Chromium (started with the first window,
 * so that a start without windows is seen to have none) and the record of side effects that
 * tests read.
 */
export const server = new DoubleServer();
export const serverPort = server.listen();

let chromiumStarted: Promise<ChromiumProcess> | null = null;

export function chromium(): Promise<ChromiumProcess> {
  chromiumStarted ??= (async () => {
    const executable = process.env['ELECTRON_DOUBLE_CHROMIUM'] ?? 'chromium';
    // The launcher's folder: it removes it when this process and its Chromium have ended.
    const profile = process.env['ELECTRON_DOUBLE_PROFILE'] ?? 'chromium-profile';
    const started = new ChromiumProcess(executable, profile, await serverPort);
    await started.browser.send('Browser.getVersion');
    return started;
  })();
  return chromiumStarted;
}

export const hasChromium = () => chromiumStarted !== null;

/** Names shared by the worlds of all windows of this run. */
export const pageNames = {
  binding: `b${randomBytes(9).toString('hex')}`,
  receiver: `r${randomBytes(9).toString('hex')}`,
  events: `e${randomBytes(9).toString('hex')}:`,
};

/** What the program did to the world outside the double, in order. */
export interface Recorded {
  readonly what: string;
  readonly args: readonly unknown[];
}
export const records: Recorded[] = [];
export const record = (what: string, ...args: unknown[]): void => {
  records.push({ what, args });
};

/** Scripted answers of dialogs, by method name, first in first out. */
export const dialogAnswers = new Map<string, unknown[]>();
