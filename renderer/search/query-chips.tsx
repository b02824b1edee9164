import type { QueryPart } from '../../main/contract/index.ts';
import { Chip } from '../ui/marks.tsx';
import { dropFromSearch } from './query-text.ts';
import { partWords } from './query-words.ts';

/** The parts of a query as the program understood them, each to be taken away. */
export function QueryChips({
  understood,
}: {
  readonly understood: readonly QueryPart[];
}): React.ReactElement {
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
    </>
  );
}
