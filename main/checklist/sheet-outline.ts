import { isBelow, readCode, type Code } from './sheet-code.ts';

/** Where a code stands in the tree of those before it. */
export interface OutlinePlace {
  readonly depth: number;
  /** The code names a parent (`2.3` without a `2`) that did not come before it. */
  readonly orphan: boolean;
}

/** Follows the codes of a sheet from top to bottom and tells the depth of each. */
export function createOutline(): {
  readonly place: (text: string) => OutlinePlace;
  /** Begins a project that has no code. */
  readonly top: () => void;
} {
  /** The path to the last item, topmost first. */
  let path: (Code | null)[] = [];
  const put = (depth: number, code: Code | null): void => {
    path = [...path.slice(0, depth), code];
  };
  return {
    top: () => put(0, null),
    place: (text) => {
      const code = readCode(text);
      const { depth, orphan } = code === null ? beside(path) : below(path, code);
      put(depth, code);
      return { depth, orphan };
    },
  };
}

/** Without a code: beside the last item. */
const beside = (path: readonly unknown[]): OutlinePlace => ({
  depth: Math.max(0, path.length - 1),
  orphan: false,
});

function below(path: readonly (Code | null)[], code: Code): OutlinePlace {
  const length = code.segments.length;
  const style = (each: Code): string => each.segments.map((part) => part.style).join(' ');
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const above = path[depth];
    if (above === null || above === undefined) continue;
    if (isBelow(code, above) && length > 1) return { depth: depth + 1, orphan: false };
    const sibling = above.segments.length === length && style(above) === style(code);
    // `1-2` after `1-1`, `2)` after `1)`; `2-1` after `1-3` where nobody writes the `1` and `2`.
    if (sibling && sharesParent(above, code, path.slice(0, depth))) return { depth, orphan: false };
  }
  if (length === 1) return { depth: path.length, orphan: false };
  const cousin = path.findIndex((each) => each?.segments.length === length);
  const depth = cousin >= 0 ? cousin : Math.min(path.length, path.length === 0 ? 0 : 1);
  return { depth, orphan: cousin < 0 && path.some((each) => each !== null) };
}

/** Two codes of one style are siblings where their parents agree, or nobody wrote the parents. */
function sharesParent(a: Code, b: Code, above: readonly (Code | null)[]): boolean {
  const last = a.segments.length - 1;
  const agrees = a.segments
    .slice(0, last)
    .every((each, at) => each.value === b.segments[at]?.value);
  return agrees || !above.some((each) => each !== null && isBelow(a, each));
}
