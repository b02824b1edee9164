import { useEffect, useMemo, useRef, useState } from 'react';
import type { DocumentRow } from '../../main/contract/index.ts';
import { commandList } from './commands.ts';
import { useCall } from './data.ts';
import { namedCommands } from './keys-dialog.tsx';
import {
  commandEntries,
  documentEntry,
  savedEntries,
  treeEntries,
  type PaletteEntry,
} from './palette-entries.ts';
import type { PaletteEngine } from './palette-engine.ts';
import { createMatcher, type Matcher, type Span } from './palette-match.ts';
import { rank } from './palette-rank.ts';
import { usedCommands } from './palette-usage.ts';

const documentRestMs = 120;
const mostDocuments = 8;
const mostNamed = 24;
const mostNear = 6;

const byTextAlone: Matcher = createMatcher(null);

let loaded: PaletteEngine | undefined;

/** Pinyin and the search for the mistyped. `ready` without an engine: they could not be loaded. */
function useEngine(): { readonly engine: PaletteEngine | undefined; readonly ready: boolean } {
  const [state, setState] = useState({ engine: loaded, ready: loaded !== undefined });
  useEffect(() => {
    if (loaded) return;
    import('./palette-engine.ts').then(
      ({ createEngine }) => {
        loaded = createEngine();
        setState({ engine: loaded, ready: true });
      },
      () => setState({ engine: undefined, ready: true }),
    );
  }, []);
  return state;
}

function useRested(text: string, restMs: number): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text, restMs]);
  return rested;
}

/** Names and numbers of a document that a query may be found in. */
const answers = (matcher: Matcher, text: string, row: DocumentRow): boolean =>
  [row.title, row.referenceNumber ?? ''].some((name) => matcher.match(name, text) !== null);

/**
 * Documents for what was typed, asked for when it rests. Until the answer is there, those of the
 * text before that still fit: rows do not go and come back with every letter.
 */
function useDocumentsLike(text: string, matcher: Matcher) {
  const rested = useRested(text, documentRestMs);
  const answer = useCall(
    'search.titles',
    { text: rested, limit: mostDocuments },
    { enabled: rested !== '', keep: false },
  );
  const before = useRef<readonly DocumentRow[]>([]);
  const isAsked = text !== '' && rested === text;
  const answered = isAsked ? answer.data?.rows : undefined;
  if (text === '') before.current = [];
  else if (answered) before.current = answered;
  return {
    rows: answered ?? before.current.filter((row) => answers(matcher, text, row)),
    settled: text === '' || (isAsked && !answer.loading) || answered !== undefined,
    failed: isAsked && answer.error !== undefined,
  };
}

export interface PaletteSection {
  readonly name: 'used' | 'rooms' | 'commands';
  readonly entries: readonly PaletteEntry[];
}

/** What is offered before anything is typed: commands used last, the rooms, the other commands. */
function sectionsOf(commands: readonly PaletteEntry[]): readonly PaletteSection[] {
  const used = usedCommands().flatMap((id) =>
    commands.filter(({ kind, key }) => kind === 'command' && key === `command ${id}`),
  );
  const sections: readonly PaletteSection[] = [
    { name: 'used', entries: used },
    { name: 'rooms', entries: commands.filter(({ kind }) => kind === 'room') },
    {
      name: 'commands',
      entries: commands.filter((entry) => entry.kind === 'command' && !used.includes(entry)),
    },
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

/** An entry, and the parts of its name and its detail that answer what was typed. */
export interface FoundEntry {
  readonly entry: PaletteEntry;
  readonly hits: readonly Span[];
  readonly detailHits: readonly Span[];
}

/** What can be found without asking the archive again. */
function useNamedEntries() {
  const [commands] = useState(() => commandEntries(namedCommands(commandList.get().commands)));
  const tree = useCall('catalog.tree', {}, { tables: ['document', 'category', 'tag'] });
  const saved = useCall('search.saved', {});
  const named = useMemo(
    () => [
      ...commands,
      ...(tree.data ? treeEntries(tree.data) : []),
      ...savedEntries(saved.data?.searches ?? []),
    ],
    [commands, tree.data, saved.data],
  );
  return { commands, named };
}

/** What the palette shows for `text`, the best first; for an empty one, its sections. */
export function usePaletteResults(text: string) {
  const { commands, named } = useNamedEntries();
  const { engine, ready } = useEngine();
  const matcher = engine?.matcher ?? byTextAlone;
  const documents = useDocumentsLike(text, matcher);
  const [sections] = useState(() => sectionsOf(commands));
  const found = useMemo(
    () => (text === '' ? [] : rank(named, text, matcher, mostNamed)),
    [named, text, matcher],
  );
  const settled = ready && documents.settled;
  // The last resort: what is only nearly meant would be in the way of what is.
  const isLost = settled && text !== '' && found.length + documents.rows.length === 0;
  const near = useMemo(
    () => (isLost && engine ? engine.nearest(named, text, engine.matcher, mostNear) : []),
    [isLost, engine, named, text],
  );
  const ranked: readonly FoundEntry[] = [
    ...found.map(({ entry, match }) => ({ entry, hits: match.hits, detailHits: [] })),
    ...documents.rows.map((row) => ({
      entry: documentEntry(row),
      hits: matcher.match(row.title, text)?.hits ?? [],
      // The number is the first there.
      detailHits: matcher.match(row.referenceNumber ?? '', text)?.hits ?? [],
    })),
    ...near.map((entry) => ({ entry, hits: [], detailHits: [] })),
  ];
  return { sections, ranked, settled, failed: documents.failed };
}
