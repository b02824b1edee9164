import type { Page } from 'playwright';
import { eventually } from './eventually.ts';

/** The keyboard of a window, and where its keys go. */
export function keysOf(page: Page) {
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  return {
    press,
    /** Types into the emptied search box. */
    search: async (query: string): Promise<void> => {
      await press('Control+F', 'Control+A');
      await page.keyboard.type(query);
    },
    /** What has the focus, by its name. */
    focusedName: (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.ariaLabel ?? null),
    /** Waits until an item of an open menu has the keys: they move there when it has been drawn. */
    atMenuItem: (name: RegExp) =>
      eventually(() =>
        page.evaluate(() => document.activeElement?.closest('.ant-dropdown li')?.textContent ?? ''),
      ).toMatch(name),
  };
}
