import type { CallRequest, CallResponse, HostEvent, PlaceId } from '../../main/contract/index.ts';

/** How the window reaches the program behind it: through a preload, or through a loopback host. */
export interface Transport {
  readonly call: (request: CallRequest) => Promise<CallResponse>;
  /** Gives each event to `listener`; returns how to stop. */
  readonly subscribe: (listener: (event: HostEvent) => void) => () => void;
  /** Browser only: sends one file to an upload place, `path` below it with `/` between names. */
  readonly upload?: (
    place: PlaceId,
    path: string,
    file: Blob,
    options?: { signal?: AbortSignal; onSent?: (bytes: number) => void },
  ) => Promise<void>;
  /** Desktop only: dropped files and folders become places. */
  readonly drop?: (files: File[]) => Promise<string[]>;
  /** Desktop only: the buttons of a window without a system title bar. */
  readonly windowControl?: (action: 'minimise' | 'maximise' | 'close') => void;
}

/** What the desktop preload puts on the window. */
export interface DesktopBridge {
  readonly call: (request: unknown) => Promise<unknown>;
  readonly subscribe: (listener: (event: unknown) => void) => () => void;
  readonly drop: (files: File[]) => Promise<string[]>;
  readonly windowControl: (action: 'minimise' | 'maximise' | 'close') => void;
}

declare global {
  interface Window {
    readonly mingce?: DesktopBridge;
  }
}

/** The main side has checked what it sends against the contract; here it only gets its type back. */
export function createDesktopTransport(bridge: DesktopBridge): Transport {
  return {
    call: async (request) => (await bridge.call(request)) as CallResponse,
    subscribe: (listener) => bridge.subscribe((event) => listener(event as HostEvent)),
    drop: (files) => bridge.drop(files),
    windowControl: (action) => bridge.windowControl(action),
  };
}
