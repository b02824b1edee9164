import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Tooltip } from 'antd';
import { Kbd, keyText } from './kbd.tsx';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly children: ReactNode;
  /** `primary` is red: at most one a screen. `link` is a word in blue. */
  readonly look?: 'default' | 'primary' | 'link';
  /** 32 high, for dialogs and footers; else 28. */
  readonly large?: boolean;
  readonly icon?: ReactNode;
  /** Shown inside as a keycap; the key itself is a command of the screen. */
  readonly keys?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  look = 'default',
  large = false,
  icon,
  keys,
  children,
  className,
  ...rest
}: ButtonProps) {
  const names = ['m-button', `m-button-${look}`, large ? 'm-button-large' : '', className ?? ''];
  return (
    <button type="button" className={names.join(' ')} {...rest}>
      {icon}
      <span className="m-button-text">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly icon: ReactNode;
  /** Name for the tooltip and for screen readers. */
  readonly label: string;
  readonly keys?: string;
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A picture alone: only in toolbars, always with a tooltip that names it and its key. */
export function IconButton({ icon, label, keys, pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip title={keys ? `${label}  ${keyText(keys)}` : label} mouseEnterDelay={0.4}>
      <button
        type="button"
        className={`m-icon-button ${className ?? ''}`}
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
