import { Dropdown } from 'antd';
import { ChevronDown } from 'lucide-react';
import { useRef, useState } from 'react';
import type { MenuItems } from './context-menu.tsx';
import { iconProps } from './marks.tsx';

/** A word that opens a menu: the keys go into it, and back to the word when it closes. */
export function MenuButton(props: {
  readonly words: string;
  /** For screen readers, where the word alone does not say what is chosen here. */
  readonly label?: string;
  readonly items: MenuItems;
  readonly className: string;
  readonly menuClassName?: string;
}): React.ReactElement {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const change = (next: boolean): void => {
    setOpen(next);
    if (next) return;
    // What had the keys in the menu goes with it.
    setTimeout(() => {
      const { activeElement, body } = document;
      if (activeElement === body || activeElement?.closest('.ant-dropdown')) {
        button.current?.focus();
      }
    }, 0);
  };
  return (
    <Dropdown
      open={open}
      trigger={['click']}
      autoFocus
      // Opened again it is a new menu: the old one may keep the keys on an item that is no more to be chosen.
      destroyOnHidden
      menu={{ items: props.items, className: props.menuClassName ?? '' }}
      onOpenChange={change}
    >
      <button
        ref={button}
        type="button"
        className={props.className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={props.label}
      >
        <span className="m-cut">{props.words}</span>
        <ChevronDown {...iconProps} />
      </button>
    </Dropdown>
  );
}
