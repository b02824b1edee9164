import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCommand } from '../app/commands.ts';
import { goTo, shell, type Room } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { IconButton } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';

const places = ['history', 'trash', 'destroyed'] as const;

/** History, trash and destruction list share a head; Escape goes back to where one came from. */
export function KeepingHead(props: { readonly children?: ReactNode }) {
  const room = useStore(shell, (state) => state.room);
  const from = useStore(shell, (state) => state.from);
  const back = (): void => goTo(from);
  useCommand('keeping.back', 'Escape', back, { label: t('keeping.back') });
  return (
    <div className="m-toolbar keeping-head">
      <IconButton
        icon={<ArrowLeft {...iconProps} />}
        label={t('keeping.back')}
        keys="Escape"
        onClick={back}
      />
      <nav aria-label={t('keeping.sections')}>
        {places.map((place: Room & (typeof places)[number]) => (
          <button
            key={place}
            type="button"
            className="keeping-tab"
            aria-current={place === room ? 'page' : undefined}
            onClick={() => shell.set({ room: place })}
          >
            {t(`keeping.${place}`)}
          </button>
        ))}
      </nav>
      <div className="m-toolbar-gap" />
      {props.children}
    </div>
  );
}
