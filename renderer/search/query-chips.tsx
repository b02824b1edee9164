import { longestQuery, type QueryPart } from '../../main/contract/index.ts';
import { setSearch, shell } from '../app/shell-state.ts';
import { number, t } from '../i18n/index.ts';
import { Chip } from '../ui/marks.tsx';
import { askedOf } from './asked-of.ts';
import { dropFromSearch, useIsTooLong } from './query-text.ts';
import { partWords } from './query-words.ts';

/** The parts of a query as the program understood them, each to be taken away. */
export function QueryChips({
  understood,
}: {
  readonly understood: readonly QueryPart[];
}): React.ReactElement {
  const isTooLong = useIsTooLong();
  return (
    <>
      {understood.map((part) => (
        <Chip
          key={`${part.at} ${part.source}`}
          {...partWords(part)}
          muted={part.any.length === 0}
          onRemove={() => dropFromSearch(part)}
        />
      ))}
      {isTooLong && (
        <Chip
          label={t('search.ignored')}
          value={t('search.tooLong', { count: number(longestQuery) })}
          muted
          onRemove={() => setSearch(askedOf(shell.get().search))}
        />
      )}
    </>
  );
}
