import type { Page } from 'playwright';

/** Keys by the numbers that browsers know them by. */
const numbers = { Enter: 13, Escape: 27, Delete: 46, R: 82 } as const;

/** An input method (拼音) at work in whatever has the focus. */
export async function inputMethodOf(page: Page) {
  const debug = await page.context().newCDPSession(page);
  const keyDown = (key: string, code: string, number: number) =>
    debug.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      windowsVirtualKeyCode: number,
      key,
      code,
    });
  return {
    compose: async (...texts: readonly string[]): Promise<void> => {
      for (const text of texts) {
        const { length } = text;
        const selection = { selectionStart: length, selectionEnd: length };
        await debug.send('Input.imeSetComposition', { text, ...selection });
      }
    },
    /**
     * A key that the input method takes: as Windows sends it, 229 and Process; and as Linux and
     * macOS do, the key itself, which the browser marks as part of the composition.
     */
    press: async (key: keyof typeof numbers): Promise<void> => {
      const code = key.length === 1 ? `Key${key}` : key;
      await keyDown('Process', code, 229);
      await keyDown(key.length === 1 ? key.toLowerCase() : key, code, numbers[key]);
    },
    /** Ends the composition with what was chosen. */
    choose: async (text: string): Promise<void> => {
      await debug.send('Input.insertText', { text });
    },
  };
}
