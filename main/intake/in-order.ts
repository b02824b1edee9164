/**
 * Works on items side by side and gives the results in the items' order. At most `running` at once,
 * at most `ahead` results wait for their turn. Where the consumer stops or a work fails, what runs
 * is waited for and `discard` gets each result nobody took.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  limits: { readonly running: number; readonly ahead: number },
  work: (item: Item) => Promise<Result>,
  discard: (result: Result) => Promise<void>,
): AsyncGenerator<Result> {
  const queue: Promise<Result>[] = [];
  const slots = semaphore(limits.running);
  let stopped = false;
  const start = (item: Item): Promise<Result> => {
    const result = slots(() =>
      stopped ? Promise.reject(new Error('nobody waits for this any more')) : work(item),
    );
    // Rejections are seen when the result is taken; until then they are not unhandled.
    result.catch(() => undefined);
    return result;
  };
  try {
    for await (const item of items) {
      queue.push(start(item));
      while (queue.length >= limits.ahead) yield await take(queue);
    }
    while (queue.length > 0) yield await take(queue);
  } finally {
    stopped = true;
    for (const each of await Promise.allSettled(queue))
      if (each.status === 'fulfilled') await discard(each.value);
  }
}

function take<Result>(queue: Promise<Result>[]): Promise<Result> {
  const first = queue.shift();
  if (first === undefined) throw new Error('nothing is queued');
  return first;
}

function semaphore(size: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = size;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/** The items, and null whenever none has come for a while: what waits for more can be done then. */
export async function* orIdle<Item>(
  items: AsyncGenerator<Item>,
  idleMs: number,
): AsyncGenerator<Item | null> {
  let next = items.next();
  try {
    for (;;) {
      const timer = Promise.withResolvers<null>();
      const timeout = setTimeout(() => timer.resolve(null), idleMs);
      const came = await Promise.race([next, timer.promise]).finally(() => clearTimeout(timeout));
      if (came?.done === true) return;
      yield came === null ? null : came.value;
      if (came !== null) next = items.next();
    }
  } finally {
    next.catch(() => undefined);
    await items.return(undefined);
  }
}
