import type { Page, Response } from 'playwright';

export interface SeenCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The whole answer, `{ ok, value }` or `{ ok, error }`. */
  readonly answer: unknown;
}

/** Follows every call a window makes to the program, with its answer. */
export function watchCalls(page: Page): { readonly seen: SeenCall[]; readonly clear: () => void } {
  const seen: SeenCall[] = [];
  page.on('response', (response) => void keep(response, seen));
  return { seen, clear: () => seen.splice(0) };
}

async function keep(response: Response, seen: SeenCall[]): Promise<void> {
  if (!response.url().endsWith('/call')) return;
  const asked = response.request().postDataJSON() as {
    readonly call: string;
    readonly args: SeenCall['args'];
  };
  // A window that goes away takes its answers with it.
  const answer: unknown = await response.json().catch(() => null);
  seen.push({ name: asked.call, args: asked.args, answer });
}
