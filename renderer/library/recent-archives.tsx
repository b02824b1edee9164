import { Lock } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { RecentArchive } from '../../main/contract/index.ts';
import { refreshProgram } from '../app/open-archive.ts';
import { client } from '../app/session.ts';
import { attempt } from '../app/shell-state.ts';
import { dayInWords, daysAgo, moment, t } from '../i18n/index.ts';
import { Trouble, iconProps } from '../ui/marks.tsx';

/** Archives opened lately: one tab stop, arrows choose, Enter opens, Delete takes one off the list. */
export function RecentArchives(props: {
  readonly recents: readonly RecentArchive[];
  readonly onOpen: (recent: RecentArchive) => void;
}) {
  const { recents } = props;
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) list.current?.focus();
  }, []);
  const keyDown = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) {
      setActive(Math.min(recents.length - 1, Math.max(0, active + move)));
    } else if (event.key === 'Enter') {
      const recent = recents[active];
      if (recent) props.onOpen(recent);
    } else if (event.key === 'Delete') {
      const recent = recents[active];
      if (recent) void forget(recent);
    } else return;
    event.preventDefault();
  };
  return (
    <section>
      <div className="recent-head">
        <h2>{t('library.recent')}</h2>
        <span className="m-note">{t('library.recentKeys')}</span>
      </div>
      <div
        ref={list}
        className="recent-list"
        role="listbox"
        tabIndex={0}
        aria-label={t('library.recent')}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={keyDown}
      >
        {recents.map((recent, index) => (
          <div
            key={recent.place}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className="recent-row"
            onMouseDown={() => setActive(index)}
            onClick={() => props.onOpen(recent)}
          >
            <div className="recent-text">
              <div className="recent-name">
                <span className="m-cut">{recent.name}</span>
                <RecentState recent={recent} />
              </div>
              <div className="recent-path m-cut" title={recent.path}>
                {recent.path}
              </div>
            </div>
            <div className="recent-figures">
              <div>{t('library.documents', { count: recent.documents })}</div>
              <div className="m-muted">
                {daysAgo(recent.openedAt) < 2
                  ? moment(recent.openedAt)
                  : dayInWords(recent.openedAt)}
              </div>
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}

function RecentState({ recent }: { readonly recent: RecentArchive }) {
  switch (recent.state) {
    case 'ok':
      return null;
    case 'missing':
      return (
        <span className="recent-state">
          <Trouble>{t('library.missing')}</Trouble>
        </span>
      );
    case 'held':
      return (
        <span className="recent-state recent-held">
          <Lock {...iconProps} size={14} />
          {recent.heldBy ? t('library.heldBy', { by: recent.heldBy }) : t('library.held')}
        </span>
      );
  }
}

async function forget(recent: RecentArchive): Promise<void> {
  await attempt(client.call('library.forget', { place: recent.place }));
  await refreshProgram();
}
