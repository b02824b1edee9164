import {
  AppWindow,
  Bookmark,
  CalendarDays,
  CornerDownRight,
  FileText,
  Folder,
  Inbox,
  Search,
} from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { t } from '../i18n/index.ts';
import { Kbd } from '../ui/kbd.tsx';
import { Highlight, TagSwatch, iconProps } from '../ui/marks.tsx';
import type { PaletteEntry } from './palette-entries.ts';
import { hitParts } from './palette-match.ts';
import type { FoundEntry, PaletteSection, usePaletteResults } from './use-palette-results.ts';

type Results = ReturnType<typeof usePaletteResults>;

/** One line that can be chosen: an entry, or the way to the full text. */
export type PaletteOption =
  | (FoundEntry & { readonly kind: 'entry'; readonly key: string })
  | { readonly kind: 'full-text'; readonly key: string; readonly text: string };

export const optionId = (index: number): string => `palette-${index}`;

const entryOption = (found: FoundEntry): PaletteOption => ({
  kind: 'entry',
  key: found.entry.key,
  ...found,
});

/** All that can be chosen, from top to bottom; where something was typed, the full text is last. */
export function optionsOf({ sections, ranked }: Results, text: string): readonly PaletteOption[] {
  if (text === '') {
    const all = sections.flatMap(({ entries }) => entries);
    return all.map((entry) => entryOption({ entry, hits: [], detailHits: [] }));
  }
  return [...ranked.map(entryOption), { kind: 'full-text', key: 'full-text', text }];
}

interface PaletteListProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly results: Results;
  readonly options: readonly PaletteOption[];
  /** Place of the active one among `options`. */
  readonly active: number;
  readonly onActive: (key: string) => void;
  readonly onChoose: (option: PaletteOption) => void;
}

export function PaletteList(props: PaletteListProps) {
  const { options, active, results } = props;
  const isSearch = options.at(-1)?.kind === 'full-text';
  const rows = options.map((option, index) => (
    <div
      key={option.key}
      id={optionId(index)}
      role="option"
      aria-selected={index === active}
      className={option.kind === 'full-text' ? 'palette-row palette-row-last' : 'palette-row'}
      onMouseMove={() => {
        if (index !== active) props.onActive(option.key);
      }}
      // The focus stays in the box.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => props.onChoose(option)}
    >
      {option.kind === 'full-text' ? (
        <>
          <Search {...iconProps} />
          <span className="m-cut">{t('app.paletteFullText', { text: option.text })}</span>
        </>
      ) : (
        <EntryRow found={option} withKind={isSearch} />
      )}
    </div>
  ));
  return (
    <div
      ref={props.ref}
      className="palette"
      role="listbox"
      id="palette-list"
      aria-label={t('app.palette')}
    >
      {isSearch ? rows : <Sections sections={results.sections} rows={rows} />}
    </div>
  );
}

/** The rows of an empty box under their headings. */
function Sections(props: {
  readonly sections: readonly PaletteSection[];
  readonly rows: readonly ReactNode[];
}) {
  let taken = 0;
  return props.sections.map(({ name, entries }) => {
    const from = taken;
    taken += entries.length;
    return (
      <div key={name} role="group" aria-labelledby={`palette-head-${name}`}>
        <div className="palette-head" id={`palette-head-${name}`} role="presentation">
          {t(`app.palette.${name}`)}
        </div>
        {props.rows.slice(from, taken)}
      </div>
    );
  });
}

function EntryRow(props: {
  readonly found: FoundEntry;
  /** False where a heading says it. */
  readonly withKind: boolean;
}) {
  const { entry, hits, detailHits } = props.found;
  return (
    <>
      <EntryIcon entry={entry} />
      <span className="m-cut">
        <Highlight parts={hitParts(entry.name, hits)} />
      </span>
      {entry.detail === '' ? null : (
        <span className={`palette-detail palette-detail-${entry.kind}`}>
          <Highlight parts={hitParts(entry.detail, detailHits)} />
        </span>
      )}
      <span className="palette-gap" />
      {entry.documents === null ? null : (
        <span className="palette-documents">{t('catalog.count', { count: entry.documents })}</span>
      )}
      {(entry.kind === 'room' || entry.kind === 'command') && entry.command.keys !== null ? (
        <Kbd keys={entry.command.keys} />
      ) : null}
      {props.withKind ? <span className="palette-kind">{kindWord(entry)}</span> : null}
    </>
  );
}

const kindWord = (entry: PaletteEntry): string =>
  entry.kind === 'document' && entry.row.state === 'inbox'
    ? t('app.inbox')
    : t(`app.kind.${entry.kind}`);

function EntryIcon({ entry }: { readonly entry: PaletteEntry }): ReactNode {
  switch (entry.kind) {
    case 'room':
      return <AppWindow {...iconProps} />;
    case 'command':
      return <CornerDownRight {...iconProps} />;
    case 'year':
      return <CalendarDays {...iconProps} />;
    case 'category':
      return <Folder {...iconProps} />;
    case 'tag':
      return (
        <span className="palette-swatch">
          <TagSwatch color={entry.color} />
        </span>
      );
    case 'saved':
      return <Bookmark {...iconProps} />;
    case 'document':
      return entry.row.state === 'inbox' ? <Inbox {...iconProps} /> : <FileText {...iconProps} />;
  }
}
