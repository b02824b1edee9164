import './palette.css';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../i18n/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Trouble, iconProps } from '../ui/marks.tsx';
import { composing } from './commands.ts';
import { choose, searchEverywhere } from './palette-choose.ts';
import { PaletteList, optionId, optionsOf, type PaletteOption } from './palette-list.tsx';
import { usePaletteResults } from './use-palette-results.ts';

const longest = 200;

/** Ctrl+K: rooms, commands, years, categories, tags, saved searches and documents in one box. */
export function PaletteDialog({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  // What an input method still composes is not looked for.
  const [text, setText] = useState('');
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [hasty, setHasty] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const results = usePaletteResults(text);
  const options = optionsOf(results, text);
  const at = Math.max(
    0,
    options.findIndex(({ key }) => key === activeKey),
  );
  const active = options[at];
  const isNothing = text !== '' && results.ranked.length === 0;

  const lookFor = (value: string): void => {
    setText(value.trim());
    setActiveKey(null);
    setHasty(false);
    list.current?.scrollTo({ top: 0 });
  };
  const run = (option: PaletteOption | undefined): void => {
    if (!option) return;
    onClose();
    // After the dialog has given the focus back to where the command is meant to act.
    setTimeout(() => {
      if (option.kind === 'entry') choose(option.entry);
      else searchEverywhere(option.text);
    }, 0);
  };
  const go = (to: number): void => {
    setActiveKey(options[to]?.key ?? null);
    document.getElementById(optionId(to))?.scrollIntoView({ block: 'nearest' });
  };
  const step = (by: 1 | -1): void => go((at + by + options.length) % Math.max(1, options.length));
  const page = (by: 1 | -1): void => {
    const row = document.getElementById(optionId(at))?.offsetHeight ?? 1;
    const rows = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / row) - 1);
    go(Math.min(options.length - 1, Math.max(0, at + by * rows)));
  };
  const enter = (): void => {
    // Typed faster than it is found: what comes first when all has answered is meant.
    if (isNothing && !results.settled && activeKey === null) setHasty(true);
    else run(active);
  };
  const latestRun = useRef(run);
  latestRun.current = run;
  const first = options[0];
  const isDue = hasty && (results.settled || !isNothing);
  const latestFirst = useRef(first);
  latestFirst.current = first;
  useEffect(() => {
    if (isDue) latestRun.current(latestFirst.current);
  }, [isDue]);

  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    PageDown: () => page(1),
    PageUp: () => page(-1),
    Enter: enter,
  };
  return (
    <Dialog title={t('app.palette')} onClose={onClose} width={680} className="palette-dialog">
      <div className="palette-box">
        <Search {...iconProps} />
        <input
          data-autofocus
          type="text"
          value={typed}
          maxLength={longest}
          spellCheck={false}
          autoComplete="off"
          placeholder={t('app.palettePlaceholder')}
          aria-label={t('app.palettePlaceholder')}
          role="combobox"
          aria-expanded
          aria-autocomplete="list"
          aria-controls="palette-list"
          aria-activedescendant={active ? optionId(at) : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            if (!(event.nativeEvent as InputEvent).isComposing) lookFor(event.target.value);
          }}
          onCompositionEnd={(event) => lookFor(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (composing(event)) return;
            // A browser would take Ctrl+K for itself; here it closes what it opened.
            const isToggle = (event.ctrlKey || event.metaKey) && event.code === 'KeyK';
            const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
            const act = isToggle ? onClose : plain ? keys[event.key] : undefined;
            if (!act) return;
            event.preventDefault();
            act();
          }}
        />
      </div>
      {isNothing && results.settled ? (
        <p className="palette-none">{t('app.paletteNone', { text })}</p>
      ) : null}
      <PaletteList
        ref={list}
        results={results}
        options={options}
        active={at}
        onActive={(key) => setActiveKey(key)}
        onChoose={run}
      />
      <PaletteFoot
        count={text === '' ? null : results.ranked.length}
        settled={results.settled}
        failed={results.failed}
      />
    </Dialog>
  );
}

/** The keys, and how many were found. */
function PaletteFoot(props: {
  readonly count: number | null;
  readonly settled: boolean;
  readonly failed: boolean;
}) {
  return (
    <div className="palette-foot">
      <span>
        <Kbd keys="Up Down" /> {t('app.paletteSelect')}
      </span>
      <span>
        <Kbd keys="Enter" /> {t('app.paletteOpen')}
      </span>
      <span>
        <Kbd keys="Escape" /> {t('ui.close')}
      </span>
      <span className="palette-count" role="status">
        {props.failed ? (
          <Trouble>{t('app.paletteFailed')}</Trouble>
        ) : props.count === null ? null : props.settled ? (
          t('app.paletteCount', { count: props.count })
        ) : (
          <span className="palette-wait">{t('search.searching')}</span>
        )}
      </span>
    </div>
  );
}
