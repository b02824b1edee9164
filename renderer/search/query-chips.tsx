import type { QueryPart } from '../../main/contract/index.ts';
import { t } from '../i18n/index.ts';
import { Chip } from '../ui/marks.tsx';
import { dropFromSearch } from './query-text.ts';

/** The parts of a query as the program understood them, each to be taken away. */
export function QueryChips({
  understood,
}: {
  readonly understood: readonly QueryPart[];
}): React.ReactElement {
  return (
    <>
      {understood.map((part, index) => (
        <Chip
          key={`${index} ${part.source}`}
          {...chipLabel(part)}
          value={part.kind === 'phrase' ? `“${part.text}”` : part.text}
          muted={part.kind === 'ignored'}
          onRemove={() => dropFromSearch(part.source)}
        />
      ))}
    </>
  );
}

function chipLabel(part: QueryPart): { readonly label?: string } {
  switch (part.kind) {
    case 'term':
    case 'phrase':
      return {};
    case 'not':
      return { label: t('search.not') };
    case 'title':
      return { label: t('search.titleOnly') };
    case 'ignored':
      return { label: t('search.ignored') };
  }
}
