import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import type { DocumentFilter } from '../../main/contract/index.ts';
import { composing, useCommand } from '../app/commands.ts';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { iconProps } from '../ui/marks.tsx';
import { saveSearch } from './saved-changes.ts';

const longestName = 100;

/** Saves the search that is shown. Its name is typed where the button stood: Enter keeps it. */
export function SaveSearch(props: {
  readonly filter: DocumentFilter;
  /** Where the keys go on once it is saved. */
  readonly onDone: () => void;
}): React.ReactElement {
  const [name, setName] = useState<string | null>(null);
  const query = (props.filter.text ?? '').slice(0, longestName);
  const begin = (): void => setName(query);
  const end = (): void => {
    setName(null);
    props.onDone();
  };
  useCommand('search.save', 'Ctrl+S', begin, { label: t('search.save') });

  if (name === null) {
    return (
      <Button
        look="link"
        className="search-save"
        icon={<BookmarkPlus {...iconProps} />}
        title="Ctrl S"
        onClick={begin}
      >
        {t('search.save')}
      </Button>
    );
  }
  return (
    <input
      className="catalog-name-input search-save-name"
      value={name}
      maxLength={longestName}
      aria-label={t('search.saveName')}
      placeholder={t('search.saveName')}
      ref={(element) => {
        if (!element || element.dataset['ready']) return;
        element.dataset['ready'] = 'true';
        element.focus();
        element.select();
      }}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => setName(null)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (composing(event)) return;
        if (event.key === 'Enter' && name.trim() !== '') {
          void saveSearch(name.trim(), props.filter);
          end();
        } else if (event.key === 'Escape') end();
      }}
    />
  );
}
