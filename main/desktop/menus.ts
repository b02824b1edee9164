import { BrowserWindow, Menu } from 'electron';
import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';

type Words = Readonly<Record<'undo' | 'cut' | 'copy' | 'paste' | 'selectAll', string>>;

const chinese: Words = {
  undo: '撤销',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
};
const english: Words = {
  undo: 'Undo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
};

/**
 * Electron's default menu would bring reload, zoom and developer tools keys that clash with the
 * program's own; its commands are in the renderer's bar and palette.
 */
export function removeApplicationMenu(): void {
  Menu.setApplicationMenu(null);
}

/** Electron shows nothing on a right click in a text field by itself. */
export function addContextMenu(contents: WebContents, locale: string): void {
  const words = locale.startsWith('zh') ? chinese : english;
  contents.on('context-menu', (_event, params) => {
    const items = itemsFor(params, words);
    const window = BrowserWindow.fromWebContents(contents);
    if (items.length > 0 && window) Menu.buildFromTemplate(items).popup({ window });
  });
}

function itemsFor(params: ContextMenuParams, words: Words): MenuItemConstructorOptions[] {
  const { isEditable, editFlags, selectionText } = params;
  const copy = { label: words.copy, role: 'copy', enabled: editFlags.canCopy } as const;
  if (!isEditable) return selectionText === '' ? [] : [copy];
  return [
    { label: words.undo, role: 'undo', enabled: editFlags.canUndo },
    { type: 'separator' },
    { label: words.cut, role: 'cut', enabled: editFlags.canCut },
    copy,
    { label: words.paste, role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { label: words.selectAll, role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}
