import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallArgs, CallName, CallResult } from '../../main/contract/index.ts';
import { client } from './session.ts';

interface CallState<Result> {
  readonly data: Result | undefined;
  readonly error: unknown;
  /** True while nothing has come yet, or `data` belongs to earlier arguments. */
  readonly loading: boolean;
}

export interface UseCallOptions {
  /** Catalogue tables this answer is made from: a change to one asks again. `'*'`: any change. */
  readonly tables?: readonly string[];
  /** False: does not ask yet. */
  readonly enabled?: boolean;
  /** False: forgets the last answer when the arguments change, instead of showing it meanwhile. */
  readonly keep?: boolean;
}

const recent = new Map<string, unknown>();
const recentLimit = 200;

function remember(key: string, value: unknown): void {
  recent.delete(key);
  recent.set(key, value);
  if (recent.size > recentLimit) {
    for (const oldest of recent.keys()) {
      recent.delete(oldest);
      break;
    }
  }
}

/** Forgets every remembered answer: another archive was opened. */
export function forgetAnswers(): void {
  recent.clear();
}

const touches = (tables: readonly string[], changed: readonly string[]): boolean =>
  tables.includes('*') || changed.some((table) => tables.includes(table));

/** An import changes rows many times a second: screens follow twice a second. */
const burstMs = 500;

/** Runs `listener` when one of `tables` changed in the current archive; a burst counts once. */
export function useChanged(tables: readonly string[], listener: () => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  const key = tables.join();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = -burstMs;
    const stop = client.onEvent((event) => {
      if (event.type !== 'changed' || event.archive !== client.archive()) return;
      if (!touches(key.split(','), event.tables)) return;
      timer ??= setTimeout(
        () => {
          timer = undefined;
          last = performance.now();
          latest.current();
        },
        Math.max(60, last + burstMs - performance.now()),
      );
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [key]);
}

/**
 * The answer to a call, asked again when its arguments or its tables change. Answers that come
 * late for earlier arguments are dropped. Shows what it last knew while it asks.
 */
export function useCall<Name extends CallName>(
  name: Name,
  args: CallArgs<Name>,
  options: UseCallOptions = {},
): CallState<CallResult<Name>> & { readonly refetch: () => void } {
  const { tables = [], enabled = true, keep = true } = options;
  const key = `${client.archive() ?? ''} ${name} ${JSON.stringify(args)}`;
  const [state, setState] = useState<{ key: string; data: unknown; error: unknown }>(() => ({
    key,
    data: recent.get(key),
    error: undefined,
  }));
  const asked = useRef(0);
  const latest = useRef({ args, key, enabled });
  latest.current = { args, key, enabled };

  const ask = useCallback(() => {
    if (!latest.current.enabled) return;
    const turn = ++asked.current;
    const at = latest.current;
    client.call(name, at.args).then(
      (data) => {
        remember(at.key, data);
        if (turn === asked.current) setState({ key: at.key, data, error: undefined });
      },
      (error: unknown) => {
        if (turn === asked.current) setState({ key: at.key, data: undefined, error });
      },
    );
  }, [name]);

  useEffect(() => {
    const turns = asked;
    ask();
    // An answer on its way belongs to arguments of the past.
    return () => {
      turns.current++;
    };
  }, [ask, key, enabled]);
  useChanged(tables.length > 0 ? tables : ['-'], ask);

  const current = state.key === key;
  const data = current ? state.data : (recent.get(key) ?? (keep ? state.data : undefined));
  return {
    data: data as CallResult<Name> | undefined,
    error: current ? state.error : undefined,
    loading: enabled && (!current || (state.data === undefined && state.error === undefined)),
    refetch: ask,
  };
}
