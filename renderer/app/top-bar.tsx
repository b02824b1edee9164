import { Dropdown } from 'antd';
import { ChevronDown, History, Minus, Plus, Settings, Square, X } from 'lucide-react';
import type { OpenArchive } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { SearchBox } from '../search/search-box.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Seal, iconProps } from '../ui/marks.tsx';
import { archiveMenu } from './archive-menu.tsx';
import { useCommand } from './commands.ts';
import { useCall } from './data.ts';
import { client } from './session.ts';
import { goTo, shell, type Room } from './shell-state.ts';
import { useStore } from './store.ts';
import { useTabDrop } from './use-tab-drop.ts';

const rooms = ['overview', 'inbox', 'library', 'checklist', 'binder'] as const;

/** Archive, rooms, import and the one search box. */
export function TopBar(props: { readonly archive: OpenArchive; readonly onImport: () => void }) {
  const { archive } = props;
  return (
    <header className="topbar">
      <Seal />
      <Dropdown trigger={['click']} menu={archiveMenu(archive)}>
        <button type="button" className="topbar-archive" title={archive.path}>
          <span className="m-cut">{archive.name}</span>
          <ChevronDown {...iconProps} aria-label={t('app.archiveMenu')} />
        </button>
      </Dropdown>
      <RoomTabs />
      <div className="topbar-space" />
      <Button
        large={false}
        className="topbar-import"
        icon={<Plus {...iconProps} />}
        disabled={archive.readOnly}
        onClick={props.onImport}
        aria-label={t('app.importButton')}
        title="Ctrl I"
      >
        {t('app.importButton')}
      </Button>
      <SearchBox />
      <IconButton
        icon={<History {...iconProps} />}
        label={t('app.history')}
        onClick={() => goTo('history')}
      />
      <IconButton
        icon={<Settings {...iconProps} />}
        label={t('app.settings')}
        onClick={() => shell.set({ dialog: 'settings' })}
      />
      <WindowButtons />
    </header>
  );
}

function RoomTabs() {
  const room = useStore(shell, (state) => state.room);
  const from = useStore(shell, (state) => state.from);
  const tree = useCall('catalog.tree', {}, { tables: ['document'] });
  const tabDrop = useTabDrop();
  const current: Room = room === 'trash' ? 'library' : room;
  rooms.forEach((each, index) => {
    // Always the same five, in the same order: the rule of hooks holds.
    useCommand(`room.${each}`, `Ctrl+${index + 1}`, () => goTo(each), {
      label: t(`app.${each}`),
    });
  });
  return (
    <nav className="topbar-rooms" aria-label={t('app.rooms')} data-from={from}>
      {rooms.map((each) => (
        <button
          key={each}
          type="button"
          className="topbar-room"
          aria-current={each === current ? 'page' : undefined}
          onClick={() => goTo(each)}
          {...tabDrop(each)}
        >
          {t(`app.${each}`)}
          {each === 'inbox' && (tree.data?.inbox ?? 0) > 0 ? (
            <span className="topbar-count">{tree.data?.inbox.toLocaleString('en-US')}</span>
          ) : null}
        </button>
      ))}
    </nav>
  );
}

/** The buttons of a window that draws its own frame; nothing in a browser. */
export function WindowButtons() {
  const control = client.transport.windowControl;
  if (!control) return null;
  return (
    <div className="topbar-window">
      <button type="button" aria-label={t('app.minimise')} onClick={() => control('minimise')}>
        <Minus {...iconProps} />
      </button>
      <button type="button" aria-label={t('app.maximise')} onClick={() => control('maximise')}>
        <Square {...iconProps} size={13} />
      </button>
      <button
        type="button"
        className="topbar-close"
        aria-label={t('ui.close')}
        onClick={() => control('close')}
      >
        <X {...iconProps} />
      </button>
    </div>
  );
}
