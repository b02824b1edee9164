import { useEffect } from 'react';
import type { OpenArchive } from '../../main/contract/index.ts';
import { BinderRoom } from '../binder/binder-room.tsx';
import { LibraryRoom } from '../catalog/library-room.tsx';
import { ChecklistRoom } from '../checklist/checklist-room.tsx';
import { InboxRoom } from '../intake/inbox-room.tsx';
import { ImportDialog } from '../intake/import-dialog.tsx';
import { DropTarget } from '../intake/drop-target.tsx';
import { SeparatorsDialog } from '../intake/separators-dialog.tsx';
import { setWatch } from '../intake/watch-setting.tsx';
import { useWatched } from '../intake/watch-status.tsx';
import { DestroyedRoom } from '../keeping/destroyed-room.tsx';
import { HistoryRoom } from '../keeping/history-room.tsx';
import { TrashRoom } from '../keeping/trash-room.tsx';
import { NewArchiveDialog } from '../library/new-archive-dialog.tsx';
import { OpenArchiveDialog } from '../library/open-archive-dialog.tsx';
import { SettingsDialog } from '../library/settings-dialog.tsx';
import { OverviewRoom } from '../overview/overview-room.tsx';
import { t } from '../i18n/index.ts';
import { Banners } from './banners.tsx';
import { useCommand } from './commands.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { PaletteDialog } from './palette-dialog.tsx';
import { cyclePanes, focusPane } from './panes.tsx';
import { goTo, shell, status, type Room } from './shell-state.ts';
import { StatusBar } from './status-bar.tsx';
import { useStore } from './store.ts';
import { TopBar } from './top-bar.tsx';
import { redo, undo } from './undo.ts';

/** The window of an open archive: top bar, room, status bar. */
export function Shell({ archive }: { readonly archive: OpenArchive }) {
  const room = useStore(shell, (state) => state.room);
  const openImport = (): void => {
    if (!archive.readOnly) shell.set({ dialog: 'import' });
  };
  useShellCommands(openImport);
  useScannerCommands(archive.readOnly);
  useRoomFocus(room);
  useEffect(() => () => status.set({ text: '', keys: [] }), [room]);
  return (
    <>
      <TopBar archive={archive} onImport={openImport} />
      <Banners archive={archive} />
      <main className="app-room" key={room}>
        <h1 className="m-sr">{roomName(room)}</h1>
        <RoomContent room={room} archive={archive} />
      </main>
      <StatusBar archive={archive} />
      <DropTarget archive={archive} />
      <Dialogs archive={archive} />
    </>
  );
}

/** Entering a room puts the focus on its main list, so that the arrows work at once. */
function useRoomFocus(room: Room): void {
  useEffect(() => {
    const before = document.activeElement;
    const typing = before instanceof HTMLInputElement;
    let left = 20;
    const timer = setInterval(() => {
      const moved = document.activeElement !== before && document.activeElement !== document.body;
      const list = document.querySelector<HTMLElement>('.app-room [data-pane-focus]');
      if (typing || moved || list || --left === 0) clearInterval(timer);
      if (!typing && !moved && list && !document.querySelector('dialog[open]')) {
        focusPane(list.closest<HTMLElement>('[data-pane]'));
      }
    }, 50);
    return () => clearInterval(timer);
  }, [room]);
}

function roomName(room: Room): string {
  return room === 'history' || room === 'trash' || room === 'destroyed'
    ? t(`keeping.${room}`)
    : t(`app.${room}`);
}

function RoomContent({ room, archive }: { readonly room: Room; readonly archive: OpenArchive }) {
  switch (room) {
    case 'overview':
      return <OverviewRoom archive={archive} />;
    case 'inbox':
      return <InboxRoom archive={archive} />;
    case 'library':
      return <LibraryRoom archive={archive} />;
    case 'checklist':
      return <ChecklistRoom archive={archive} />;
    case 'binder':
      return <BinderRoom archive={archive} />;
    case 'history':
      return <HistoryRoom archive={archive} />;
    case 'trash':
      return <TrashRoom archive={archive} />;
    case 'destroyed':
      return <DestroyedRoom />;
  }
}

function Dialogs({ archive }: { readonly archive: OpenArchive }) {
  const dialog = useStore(shell, (state) => state.dialog);
  const close = (): void => shell.set({ dialog: null });
  switch (dialog) {
    case 'settings':
      return <SettingsDialog archive={archive} onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
    case 'palette':
      return <PaletteDialog onClose={close} />;
    case 'new-archive':
      return <NewArchiveDialog onClose={close} />;
    case 'open-archive':
      return <OpenArchiveDialog onClose={close} />;
    case 'import':
      return <ImportDialog onClose={close} />;
    case 'separators':
      return <SeparatorsDialog onClose={close} />;
    case null:
      return null;
  }
}

function useScannerCommands(readOnly: boolean): void {
  const watched = useWatched();
  useCommand('separators', null, () => shell.set({ dialog: 'separators' }), {
    label: t('intake.separatorsCommand'),
    when: !readOnly,
  });
  useCommand('watch', null, () => void setWatch(true), {
    label: t('intake.watchSet'),
    when: !readOnly && watched?.canChoose === true,
  });
  useCommand('watch.stop', null, () => void setWatch(false), {
    label: t('intake.watchStop'),
    when: !readOnly && typeof watched?.folder === 'string',
  });
}

function useShellCommands(openImport: () => void): void {
  useCommand('import', 'Ctrl+I', openImport, { label: t('app.importButton') });
  useCommand('undo', 'Ctrl+Z', () => void undo(), { label: t('app.undoLast') });
  useCommand('redo', 'Ctrl+Y', () => void redo(), { label: t('app.redoLast') });
  useCommand('keys', 'F1', () => shell.set({ dialog: 'keys' }), { label: t('app.keysHere') });
  useCommand('palette', 'Ctrl+K', () => shell.set({ dialog: 'palette' }), {
    label: t('app.palette'),
  });
  useCommand('pane.next', 'F6', () => cyclePanes(false), { label: t('app.nextPane') });
  useCommand('pane.previous', 'Shift+F6', () => cyclePanes(true), { label: t('app.previousPane') });
  useCommand('history', null, () => goTo('history'), { label: t('app.history') });
  useCommand('trash', null, () => goTo('trash'), { label: t('keeping.trash') });
  useCommand('settings', null, () => shell.set({ dialog: 'settings' }), {
    label: t('app.settings'),
  });
}
