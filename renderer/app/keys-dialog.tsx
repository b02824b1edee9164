import { useState } from 'react';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { commandList, type Command } from './commands.ts';
import { status } from './shell-state.ts';

/** Commands once each (the latest of an id), in the order they came. */
export function namedCommands(commands: readonly Command[]): readonly Command[] {
  const byId = new Map<string, Command>();
  for (const command of commands) if (command.label) byId.set(command.id, command);
  return [...byId.values()];
}

/** F1: every key that acts here now. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const [commands] = useState(() => namedCommands(commandList.get().commands));
  const [hints] = useState(() => status.get().keys);
  const withKeys = commands.filter((command) => command.keys !== null);
  const known = new Set(withKeys.map((command) => command.keys));
  return (
    <Dialog
      title={t('app.keys')}
      onClose={onClose}
      footer={
        <Button large data-default onClick={onClose}>
          {t('ui.close')}
        </Button>
      }
    >
      <div className="keys">
        {hints
          .filter((hint) => !known.has(hint.keys))
          .map((hint) => (
            <KeyLine key={hint.keys} keys={hint.keys} label={hint.label} />
          ))}
        {withKeys.map((command) => (
          <KeyLine key={command.id} keys={command.keys ?? ''} label={command.label ?? ''} />
        ))}
      </div>
    </Dialog>
  );
}

function KeyLine(props: { readonly keys: string; readonly label: string }) {
  return (
    <div className="keys-line">
      <Kbd keys={props.keys} />
      <span>{props.label}</span>
    </div>
  );
}
