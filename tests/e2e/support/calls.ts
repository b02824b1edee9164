import type { Page, Response, Route } from 'playwright';

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

/** Keeps the calls of one name from the program, as a slow disk does, until they are let go. */
export async function holdCalls(page: Page, name: string) {
  const { promise: released, resolve } = Promise.withResolvers<void>();
  let held = 0;
  const hold = async (route: Route): Promise<void> => {
    const asked = route.request().postDataJSON() as { readonly call: string };
    if (asked.call === name) {
      held += 1;
      await released;
    }
    await route.continue();
  };
  await page.route('**/call', hold);
  return {
    held: () => held,
    release: async (): Promise<void> => {
      resolve();
      await page.unrouteAll({ behavior: 'wait' });
    },
  };
}
