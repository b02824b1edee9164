import type { MenuItemConstructorOptions } from 'electron';
import { StrictEmitter, strict } from './strict.ts';
import { dialogAnswers, record } from './world.ts';

/** Dialogs answer what the test scripted, first in first out; one nobody expected is an error. */
function scripted(method: string) {
  return async (...args: unknown[]) => {
    const options = args.at(-1);
    record(`dialog.${method}`, options);
    const answer = dialogAnswers.get(method)?.shift();
    if (answer === undefined)
      throw new Error(`dialog.${method} was shown without a scripted answer`);
    return answer;
  };
}

export const dialog = strict('dialog', {
  showOpenDialog: scripted('showOpenDialog'),
  showSaveDialog: scripted('showSaveDialog'),
  showMessageBox: scripted('showMessageBox'),
  showErrorBox: (title: string, content: string) => record('dialog.showErrorBox', title, content),
});

export const shell = strict('shell', {
  openPath: async (path: string) => {
    record('shell.openPath', path);
    return '';
  },
  showItemInFolder: (path: string) => record('shell.showItemInFolder', path),
  openExternal: async (url: string) => record('shell.openExternal', url),
});

class NativeThemeDouble extends StrictEmitter {
  shouldUseDarkColors = false;
  shouldUseHighContrastColors = false;
  themeSource = 'system';
}
export const nativeTheme = strict('nativeTheme', new NativeThemeDouble('nativeTheme', ['updated']));

const workArea = { x: 0, y: 0, width: 1920, height: 1040 };
const display = { id: 1, bounds: { ...workArea, height: 1080 }, workArea, scaleFactor: 1 };
export const screen = strict('screen', {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
});

class MenuDouble {
  readonly items: readonly MenuItemConstructorOptions[];
  static #application: MenuDouble | null = null;

  constructor(items: readonly MenuItemConstructorOptions[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]) {
    return new MenuDouble(template);
  }

  static setApplicationMenu(menu: MenuDouble | null) {
    MenuDouble.#application = menu;
    record('Menu.setApplicationMenu', menu?.items.map((item) => item.label ?? item.role) ?? null);
  }

  static getApplicationMenu() {
    return MenuDouble.#application;
  }

  popup() {
    record(
      'menu.popup',
      this.items.map(({ label, role, enabled }) => ({ label, role, enabled: enabled ?? true })),
    );
  }
}
export const Menu = strict('Menu', MenuDouble);
