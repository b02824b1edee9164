import { BrowserWindow, ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { ArchiveError } from '../contract/errors.ts';
import type { CallResponse, ErrorCode } from '../contract/index.ts';
import { isOurAddress } from './address.ts';

const MAX_DEPTH = 24;
const MAX_VALUES = 500_000;
const MAX_TEXT_LENGTH = 16_000_000;

/**
 * The only place where messages from windows come in (lint forbids `ipcMain` elsewhere). A message
 * is answered when it comes from the top frame of one of our windows, showing our own page, and
 * holds exactly one plain JSON value. Answers are data, never exceptions: those would lose their code.
 */
export function handle(
  channel: string,
  answer: (window: BrowserWindow, payload: unknown) => Promise<CallResponse>,
): void {
  ipcMain.handle(channel, async (event, ...args: unknown[]): Promise<CallResponse> => {
    const window = senderWindow(event);
    if (window === null) return refuse('not-allowed', 'the sender is not a window of this program');
    if (args.length !== 1 || !isPlain(args[0])) {
      return refuse('bad-request', 'not one plain value of bearable size');
    }
    try {
      return await answer(window, args[0]);
    } catch (error) {
      if (error instanceof ArchiveError) return refuse(error.code, error.message);
      console.error(error);
      return refuse('internal', 'the program failed to answer');
    }
  });
}

/** The window an event speaks for, or null where it may not speak. */
function senderWindow({ sender, senderFrame }: IpcMainInvokeEvent): BrowserWindow | null {
  // A frame that navigated away or was removed while its message was under way has no identity left.
  if (senderFrame === null || senderFrame.detached || senderFrame.parent !== null) return null;
  if (!isOurAddress(senderFrame.url)) return null;
  // Contents that no window of ours shows: a webview, a devtools extension.
  return BrowserWindow.fromWebContents(sender);
}

function refuse(code: ErrorCode, message: string): CallResponse {
  return { ok: false, error: { code, message, details: {} } };
}

/**
 * Whether a message is JSON of bounded size and depth, checked before any schema walks it:
 * structured clone also carries maps, buffers and cycles, which no call of ours needs.
 */
function isPlain(payload: unknown): boolean {
  let values = 0;
  let textLength = 0;
  const check = (value: unknown, depth: number): boolean => {
    if (++values > MAX_VALUES || depth > MAX_DEPTH) return false;
    if (typeof value === 'string') return (textLength += value.length) <= MAX_TEXT_LENGTH;
    if (typeof value === 'number') return Number.isFinite(value);
    if (value === null || value === undefined || typeof value === 'boolean') return true;
    if (typeof value !== 'object') return false;
    if (Array.isArray(value)) return value.every((item) => check(item, depth + 1));
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    return Object.entries(value).every(
      ([key, item]) => check(key, depth) && check(item, depth + 1),
    );
  };
  return check(payload, 0);
}
