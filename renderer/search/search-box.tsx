import './search.css';
import { CircleHelp, Search, X } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { composing, useCommand } from '../app/commands.ts';
import { goTo, setSearch, shell } from '../app/shell-state.ts';
import { useStore } from '../app/store.ts';
import { t } from '../i18n/index.ts';
import { IconButton } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { iconProps } from '../ui/marks.tsx';
import { addToSearch, isComposing, searchFor, settleQuery, useQueryText } from './query-text.ts';
import {
  forgetAllSearches,
  forgetSearchText,
  noteSearch,
  useRecentSearches,
} from './recent-searches.ts';
import {
  optionId,
  recentOptions,
  SearchPanel,
  tipOptions,
  type PanelOption,
} from './search-panel.tsx';

/** A query that stands so long is one that was made. */
const madeMs = 4000;

function useRestedSearch(): void {
  const text = useQueryText();
  useEffect(() => {
    if (text === '') return;
    const timer = setTimeout(() => noteSearch(text, 'rested'), madeMs);
    return () => clearTimeout(timer);
  }, [text]);
}

/** Typing shows the library; while an input method composes, nothing moves yet. */
function showLibrary(): void {
  const { search, room } = shell.get();
  if (search !== '' && room !== 'library' && !isComposing()) goTo('library');
}

function toResults(): void {
  noteSearch(shell.get().search);
  settleQuery();
  goTo('library', {});
  document.querySelector<HTMLElement>('[data-results]')?.focus();
}

/** The one search box. Empty and focused it shows what was looked for last, or how to ask. */
export function SearchBox(): React.ReactElement {
  const search = useStore(shell, (state) => state.search);
  const recent = useRecentSearches();
  const field = useRef<HTMLInputElement>(null);
  const panelId = useId();
  const [focused, setFocused] = useState(false);
  const [panel, setPanel] = useState<'auto' | 'help' | 'closed'>('auto');
  const [active, setActive] = useState(-1);
  useRestedSearch();

  const help = panel === 'help' || recent.length === 0;
  const shown = focused && (panel === 'help' || (panel === 'auto' && search === ''));
  const options = shown ? (help ? tipOptions() : recentOptions(recent)) : [];
  const at = Math.min(active, options.length - 1);

  const show = (next: typeof panel): void => {
    setPanel(next);
    setActive(-1);
  };
  const change = (text: string): void => {
    setSearch(text);
    show('auto');
    showLibrary();
  };
  const clear = (): void => {
    searchFor('');
    show('closed');
  };
  const askHelp = (): void => {
    const next = shown && panel === 'help' ? 'closed' : 'help';
    field.current?.focus();
    show(next);
  };
  const choose = (option: PanelOption): void => {
    setActive(-1);
    switch (option.kind) {
      case 'recent':
        searchFor(option.text);
        noteSearch(option.text);
        break;
      case 'tip':
        addToSearch(option.text);
        setPanel('auto');
        break;
      case 'help':
        setPanel('help');
        return;
      case 'clear':
        forgetAllSearches();
        setPanel('closed');
        return;
    }
    showLibrary();
  };

  useCommand('search', 'Ctrl+F', () => field.current?.select(), {
    label: t('app.search'),
    inFields: true,
  });
  useCommand('search.help', null, askHelp, { label: t('search.help') });

  /** Keys of the panel; false: not one of them. */
  const panelKey = ({ key }: KeyboardEvent): boolean => {
    const option = options[at];
    if (key === 'ArrowDown') setActive(Math.min(options.length - 1, at + 1));
    else if (key === 'ArrowUp') setActive(Math.max(-1, at - 1));
    else if (key === 'Enter' && option) choose(option);
    else if (key === 'Delete' && option?.kind === 'recent') forgetSearchText(option.text);
    else if (key === 'Escape') show('closed');
    else return false;
    return true;
  };
  const fieldKey = ({ key }: KeyboardEvent): boolean => {
    if (key === 'Escape' && search !== '') clear();
    else if (key === 'Enter' || key === 'ArrowDown') toResults();
    else return false;
    return true;
  };

  return (
    <div
      className="topbar-search"
      role="search"
      onFocus={() => {
        if (!focused) show('auto');
        setFocused(true);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      }}
    >
      <Search {...iconProps} />
      <input
        ref={field}
        type="text"
        value={search}
        aria-label={t('app.search')}
        placeholder={t('app.searchPlaceholder')}
        spellCheck={false}
        autoComplete="off"
        aria-haspopup="listbox"
        {...(shown ? { 'aria-controls': panelId } : {})}
        {...(at >= 0 ? { 'aria-activedescendant': optionId(panelId, at) } : {})}
        onChange={(event) => change(event.target.value)}
        // Until here the text was not final: see `showLibrary`.
        onCompositionEnd={showLibrary}
        onKeyDown={(event) => {
          if (composing(event)) return;
          if ((shown && panelKey(event)) || fieldKey(event)) {
            event.preventDefault();
            event.stopPropagation();
          }
        }}
      />
      <IconButton
        className="search-help"
        icon={<CircleHelp {...iconProps} />}
        label={t('search.help')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={askHelp}
      />
      {search === '' ? (
        <Kbd keys="Ctrl+F" />
      ) : (
        <button
          type="button"
          className="m-chip-remove"
          aria-label={t('app.clearSearch')}
          onClick={() => {
            clear();
            field.current?.focus();
          }}
        >
          <X {...iconProps} />
        </button>
      )}
      {shown && (
        <SearchPanel
          id={panelId}
          options={options}
          active={at}
          onActive={setActive}
          onChoose={choose}
        />
      )}
    </div>
  );
}
