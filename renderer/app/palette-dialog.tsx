import { Input } from 'antd';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { commandList, composing } from './commands.ts';
import { namedCommands } from './keys-dialog.tsx';

/** Ctrl+K: every command that has a name, by typing part of it. */
export function PaletteDialog({ onClose }: { readonly onClose: () => void }) {
  const [commands] = useState(() => namedCommands(commandList.get().commands));
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const wanted = text.trim().toLowerCase();
  const shown = commands.filter((command) => command.label?.toLowerCase().includes(wanted));
  const run = (index: number): void => {
    const command = shown[index];
    if (!command) return;
    onClose();
    // After the dialog has given the focus back to where the command is meant to act.
    setTimeout(() => command.run(), 0);
  };
  const move = (step: number): void =>
    setActive((active + step + shown.length) % Math.max(1, shown.length));
  return (
    <Dialog title={t('app.palette')} onClose={onClose} width={480}>
      <Input
        data-autofocus
        value={text}
        placeholder={t('app.palettePlaceholder')}
        aria-label={t('app.palettePlaceholder')}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={shown[active] ? `palette-${active}` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (composing(event)) return;
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter') run(active);
          else return;
          event.preventDefault();
        }}
      />
      <div className="palette" role="listbox" id="palette-list" aria-label={t('app.palette')}>
        {shown.map((command, index) => (
          <div
            key={command.id}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === active}
            className="palette-row"
            onMouseMove={() => setActive(index)}
            onClick={() => run(index)}
          >
            <span className="m-cut">{command.label}</span>
            {command.keys ? <Kbd keys={command.keys} /> : null}
          </div>
        ))}
      </div>
      {shown.length === 0 ? <p className="m-note">{t('app.paletteNone')}</p> : null}
    </Dialog>
  );
}
