import type { IpcMainInvokeEvent } from 'electron';
import { StrictEmitter, strict } from './strict.ts';
import { makeWire } from './wire.ts';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

export const wire = makeWire();
const handlers = new Map<string, Handler>();

class IpcMainDouble extends StrictEmitter {
  handle(channel: string, handler: Handler) {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    handlers.set(channel, handler);
  }

  removeHandler(channel: string) {
    handlers.delete(channel);
  }
}

// Listening to one-way channels is not modelled: the program has none.
export const ipcMain = strict('ipcMain', new IpcMainDouble('ipcMain', []));

export interface InvokeReply {
  readonly ok: boolean;
  readonly value: unknown;
}

/** Runs the program's handler as Electron would, errors flattened to a message as there. */
export async function dispatchInvoke(
  event: IpcMainInvokeEvent,
  channel: string,
  args: readonly unknown[],
): Promise<InvokeReply> {
  const handler = handlers.get(channel);
  const failed = (error: unknown) => ({
    ok: false,
    value: `Error invoking remote method '${channel}': ${String(error)}`,
  });
  if (!handler) return failed(`Error: No handler registered for '${channel}'`);
  try {
    const value = await handler(event, ...args);
    wire.encode(value);
    return { ok: true, value };
  } catch (error) {
    return failed(error);
  }
}
