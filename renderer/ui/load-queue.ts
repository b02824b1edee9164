/** One thing to load. `run` is told by `signal` when nobody wants it any more. */
interface Waiting {
  readonly priority: number;
  readonly order: number;
  readonly start: () => void;
}

export interface Load<Value> {
  readonly result: Promise<Value>;
  /** Takes it out of the queue, or stops it. Its result then never comes. */
  readonly cancel: () => void;
}

/** A browser keeps six connections to one host: calls must find one free while pictures load. */
const mostAtOnce = 3;
const waiting = new Set<Waiting>();
let running = 0;
let orders = 0;

function pump(): void {
  while (running < mostAtOnce && waiting.size > 0) {
    const [next] = [...waiting].toSorted((a, b) => b.priority - a.priority || b.order - a.order);
    if (!next) return;
    waiting.delete(next);
    next.start();
  }
}

/**
 * Loads things a few at a time: those of a higher priority first, of one priority the one asked
 * for last, because that is where the user has just gone.
 */
export function load<Value>(
  run: (signal: AbortSignal) => Promise<Value>,
  priority: number,
): Load<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const abort = new AbortController();
  const entry: Waiting = {
    priority,
    order: ++orders,
    start: () => {
      running++;
      const free = (): void => {
        running--;
        pump();
      };
      run(abort.signal).then(resolve, reject).finally(free);
    },
  };
  waiting.add(entry);
  queueMicrotask(pump);
  return {
    result: promise,
    cancel: () => {
      waiting.delete(entry);
      abort.abort();
    },
  };
}

/** Who goes first: the page looked at, pictures in the middle, small ones in lists, what may come. */
export const loadPriority = { page: 3, sheet: 2, thumbnail: 1, ahead: 0 } as const;

/** A decoded picture, ready to be painted in one frame. Stopped, it gives its place up at once. */
export function picture(address: string, signal: AbortSignal): Promise<void> {
  const image = new Image();
  return new Promise((resolve, reject) => {
    // A browser may leave `decode` of a picture that was taken back open for ever.
    const stop = (): void => {
      image.src = '';
      reject(new DOMException('no longer wanted', 'AbortError'));
    };
    if (signal.aborted) {
      stop();
      return;
    }
    signal.addEventListener('abort', stop, { once: true });
    image.src = address;
    image
      .decode()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

const known = new Set<string>();
const mostKnown = 2000;

/** Whether a picture has been loaded a moment ago and need not queue again. */
export const isLoaded = (address: string): boolean => known.has(address);

export function noteLoaded(address: string): void {
  known.add(address);
  if (known.size <= mostKnown) return;
  for (const oldest of known) {
    known.delete(oldest);
    return;
  }
}
