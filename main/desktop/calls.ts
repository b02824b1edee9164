import type { BrowserWindow } from 'electron';
import { lstat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { ArchiveError } from '../contract/errors.ts';
import type { Program } from '../program/index.ts';
import { channels, windowActions } from './channels.ts';
import { handle } from './sender-gate.ts';
import { sessionOf } from './sessions.ts';
import { controlWindow } from './windows.ts';

const droppedPaths = z.array(z.string().min(1).max(32_767)).min(1).max(1000);
const windowAction = z.enum(windowActions);

/** Opens the few channels between windows and the program. */
export function handleCalls(program: Pick<Program, 'answer' | 'placeForPath'>): void {
  handle(channels.call, (window, request) => program.answer(sessionIn(window), request));
  handle(channels.drop, async (window, payload) => {
    const session = sessionIn(window);
    const paths = checked(droppedPaths, payload);
    await Promise.all(paths.map(mustExist));
    return { ok: true, value: paths.map((path) => program.placeForPath(session, path)) };
  });
  handle(channels.windowControl, async (window, payload) => {
    controlWindow(window, checked(windowAction, payload));
    return { ok: true, value: null };
  });
}

function sessionIn(window: BrowserWindow): string {
  const session = sessionOf(window);
  if (session === null) throw new ArchiveError('not-allowed');
  return session;
}

function checked<T>(schema: z.ZodType<T>, payload: unknown): T {
  const { success, data } = schema.safeParse(payload);
  if (!success) throw new ArchiveError('bad-request');
  return data;
}

async function mustExist(path: string): Promise<void> {
  if (!isAbsolute(path) || path.includes('\0')) throw new ArchiveError('bad-request');
  await lstat(path).catch((error: unknown) => {
    throw new ArchiveError('source-missing', {}, error);
  });
}
