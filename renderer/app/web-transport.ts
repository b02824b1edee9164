import type {
  ArchiveHandle,
  CallRequest,
  CallResponse,
  HostEvent,
  WireError,
} from '../../main/contract/index.ts';
import { CallError } from './client.ts';
import { webEvents } from './web-events.ts';
import { takeSessionKey } from './web-session.ts';
import type { Transport } from './transport.ts';

/** The browser's way to the program: the loopback host that served this page. */
export function createWebTransport(): Transport {
  const key = takeSessionKey();
  const archives = new Set<ArchiveHandle>();
  const listeners = new Set<(event: HostEvent) => void>();
  const emit = (event: HostEvent): void => {
    if (event.type === 'closed') archives.delete(event.archive);
    for (const listener of listeners) listener(event);
  };
  let isListening = false;
  const listen = async (): Promise<void> => {
    isListening = true;
    const known = await key;
    if (known !== null) await webEvents(known, archives, emit);
  };

  return {
    call: async (request) => {
      if (request.archive !== undefined) archives.add(request.archive);
      return send(await key, request);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      if (!isListening) void listen();
      return () => listeners.delete(listener);
    },
    upload: async (place, path, file, options = {}) => {
      const known = await key;
      if (known === null) throw new CallError(noSession);
      const query = new URLSearchParams({ path });
      if (file instanceof File) query.set('modified', String(file.lastModified));
      await put(`./upload/${place}?${query}`, known, file, options);
    },
  };
}

/** The page was opened without the program's start file, or its session is over. */
const noSession: WireError = {
  code: 'not-allowed',
  message: 'this window belongs to no session',
  details: { reason: 'no-session' },
};

/** The program has ended, or the browser cannot reach it. */
export const hostGone: WireError = {
  code: 'internal',
  message: 'the program does not answer',
  details: { reason: 'host-gone' },
};

async function send(key: string | null, request: CallRequest): Promise<CallResponse> {
  if (key === null) return { ok: false, error: noSession };
  try {
    const answer = await fetch('./call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-mingce-key': key },
      body: JSON.stringify(request),
    });
    if (answer.status === 401) return { ok: false, error: noSession };
    return (await answer.json()) as CallResponse;
  } catch {
    return { ok: false, error: hostGone };
  }
}

/** XMLHttpRequest, because fetch does not say how much of a body has gone. */
function put(
  address: string,
  key: string,
  file: Blob,
  { signal, onSent }: { signal?: AbortSignal; onSent?: (bytes: number) => void },
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    request.open('PUT', address);
    request.setRequestHeader('x-mingce-key', key);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => onSent?.(event.loaded);
    request.onload = () =>
      request.status === 201 ? resolve() : reject(new CallError(errorIn(request.responseText)));
    request.onerror = () => reject(new CallError(hostGone));
    request.onabort = () => reject(signal?.reason ?? new DOMException('aborted', 'AbortError'));
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort, { once: true });
    request.send(file);
  });
}

function errorIn(text: string): WireError {
  try {
    return (JSON.parse(text) as { error: WireError }).error;
  } catch {
    return hostGone;
  }
}
