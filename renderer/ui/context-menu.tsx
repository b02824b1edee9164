import { Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';

export type MenuItems = NonNullable<MenuProps['items']>;

interface OpenMenu {
  readonly x: number;
  readonly y: number;
  readonly items: MenuItems;
}

/**
 * A menu at the pointer, or at a row's place when a key asks for it. `open` takes where and what;
 * `menu` has to stand somewhere in the component.
 */
export function useContextMenu(): {
  readonly open: (at: { clientX: number; clientY: number }, items: MenuItems) => void;
  readonly openAt: (element: Element | null, items: MenuItems) => void;
  readonly menu: React.ReactElement | null;
} {
  const [shown, setShown] = useState<OpenMenu | null>(null);
  const open = (at: { clientX: number; clientY: number }, items: MenuItems): void =>
    setShown({ x: at.clientX, y: at.clientY, items });
  const openAt = (element: Element | null, items: MenuItems): void => {
    const box = element?.getBoundingClientRect();
    if (box) open({ clientX: box.left + 40, clientY: box.bottom }, items);
  };
  const menu = shown && (
    <Dropdown
      open
      autoFocus
      trigger={[]}
      menu={{ items: shown.items, onClick: () => setShown(null) }}
      onOpenChange={(isOpen) => {
        if (!isOpen) setShown(null);
      }}
      destroyOnHidden
    >
      <span
        key={`${shown.x} ${shown.y}`}
        style={{ position: 'fixed', left: shown.x, top: shown.y, width: 1, height: 1 }}
        ref={(element) => {
          if (!element) return;
          const away = (event: Event): void => {
            if ((event.target as Element | null)?.closest('.ant-dropdown')) return;
            setShown(null);
          };
          const escape = (event: KeyboardEvent): void => {
            if (event.key === 'Escape' || event.key === 'Tab') setShown(null);
          };
          window.addEventListener('pointerdown', away, true);
          window.addEventListener('keydown', escape, true);
          return () => {
            window.removeEventListener('pointerdown', away, true);
            window.removeEventListener('keydown', escape, true);
          };
        }}
      />
    </Dropdown>
  );
  return { open, openAt, menu };
}
