import type { BrowserWindow } from 'electron';
import { lstat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { ArchiveError } from '../contract/errors.ts';
import type { CallResponse } from '../contract/index.ts';
import { channels, windowActions } from './channels.ts';
import { handle } from './sender-gate.ts';
import { controlWindow } from './windows.ts';

/** What the gate passes messages on to: the program, asked in a window's name. */
export interface Answerer {
  readonly answer: (request: unknown, session: string) => Promise<CallResponse>;
  /** Makes ids of paths that the user gave to `session`. */
  readonly addPlaces: (session: string, paths: readonly string[]) => Promise<readonly string[]>;
}

const droppedPaths = z.array(z.string().min(1).max(32_767)).min(1).max(1000);
const windowAction = z.enum(windowActions);

/** Every window is a session of its own: its handles and places mean nothing in another. */
export const sessionOf = (window: BrowserWindow): string => `window-${window.id}`;

export function handleCalls(program: Answerer): void {
  handle(channels.call, (window, request) => program.answer(request, sessionOf(window)));
  handle(channels.drop, async (window, payload) => {
    const paths = checked(droppedPaths, payload);
    await Promise.all(paths.map(mustExist));
    return { ok: true, value: await program.addPlaces(sessionOf(window), paths) };
  });
  handle(channels.windowControl, async (window, payload) => {
    controlWindow(window, checked(windowAction, payload));
    return { ok: true, value: null };
  });
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
