import { useRef, useState } from 'react';
import { composing } from '../app/commands.ts';

/** A name typed where it stands: Enter or leaving keeps it, Escape does not. */
export function NameInput(props: {
  readonly start: string;
  readonly label: string;
  readonly maxLength?: number;
  readonly onDone: (name: string | null) => void;
}): React.ReactElement {
  const [name, setName] = useState(props.start);
  const settled = useRef(false);
  const settle = (value: string | null): void => {
    if (settled.current) return;
    settled.current = true;
    const trimmed = value?.trim() ?? '';
    props.onDone(trimmed === '' || trimmed === props.start ? null : trimmed);
  };
  return (
    <input
      className="catalog-name-input"
      value={name}
      maxLength={props.maxLength ?? 100}
      aria-label={props.label}
      placeholder={props.label}
      ref={(element) => {
        if (!element || element.dataset['ready']) return;
        element.dataset['ready'] = 'true';
        element.focus();
        element.select();
      }}
      onChange={(event) => setName(event.target.value)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={() => settle(name)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (composing(event)) return;
        if (event.key === 'Enter') settle(name);
        if (event.key === 'Escape') settle(null);
      }}
    />
  );
}
