import { CircleHelp, History, Trash2, X } from 'lucide-react';
import { t } from '../i18n/index.ts';
import { iconProps } from '../ui/marks.tsx';
import { queryTips } from './query-writing.ts';
import { forgetSearchText } from './recent-searches.ts';

/** One line under the search box. */
export type PanelOption =
  | { readonly kind: 'recent'; readonly text: string }
  | { readonly kind: 'tip'; readonly text: string; readonly meaning: string }
  | { readonly kind: 'help' | 'clear' };

/** What the panel lists: how to ask, or what was asked last. */
export const tipOptions = (): readonly PanelOption[] =>
  queryTips().map(({ example, meaning }) => ({ kind: 'tip', text: example, meaning }));

export const recentOptions = (recent: readonly string[]): readonly PanelOption[] => [
  ...recent.map((text): PanelOption => ({ kind: 'recent', text })),
  { kind: 'help' },
  { kind: 'clear' },
];

interface SearchPanelProps {
  readonly id: string;
  readonly options: readonly PanelOption[];
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onChoose: (option: PanelOption) => void;
}

export const optionId = (panel: string, index: number): string => `${panel}-${index}`;

/** Under the search box: searches made last, or the query language by examples. */
export function SearchPanel(props: SearchPanelProps): React.ReactElement {
  const { id, options } = props;
  const isHelp = options[0]?.kind === 'tip';
  const title = t(isHelp ? 'search.help' : 'search.recent');
  return (
    <div
      className="search-panel"
      // Pressing in it leaves the focus, and so the panel, where they are.
      onMouseDown={(event) => event.preventDefault()}
    >
      <h2>{title}</h2>
      <div id={id} role="listbox" aria-label={title}>
        {options.map((option, index) => (
          <div
            key={'text' in option ? option.text : option.kind}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === props.active}
            className={`search-option search-option-${option.kind}`}
            onMouseMove={() => props.onActive(index)}
            onClick={() => props.onChoose(option)}
          >
            <OptionWords option={option} />
          </div>
        ))}
      </div>
      {isHelp && <p className="m-note">{t('search.helpNote')}</p>}
    </div>
  );
}

function OptionWords({ option }: { readonly option: PanelOption }): React.ReactElement {
  switch (option.kind) {
    case 'recent':
      return (
        <>
          <History {...iconProps} />
          <span className="m-cut" title={option.text}>
            {option.text}
          </span>
          <span
            className="search-option-drop"
            title={t('search.recentDrop')}
            aria-hidden
            onClick={(event) => {
              event.stopPropagation();
              forgetSearchText(option.text);
            }}
          >
            <X size={14} />
          </span>
        </>
      );
    case 'tip':
      return (
        <>
          <span className="search-option-example">{option.text}</span>
          <span className="m-cut">{option.meaning}</span>
        </>
      );
    case 'help':
      return (
        <>
          <CircleHelp {...iconProps} />
          <span>{t('search.help')}</span>
        </>
      );
    case 'clear':
      return (
        <>
          <Trash2 {...iconProps} />
          <span>{t('search.recentClear')}</span>
        </>
      );
  }
}
