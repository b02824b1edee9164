import { useCallback, useEffect, useState } from 'react';
import type {
  DocumentDetail,
  DocumentId,
  DocumentPatch,
  Proposal,
  TextLine,
} from '../../main/contract/index.ts';
import { useChanged } from '../app/data.ts';
import { client } from '../app/session.ts';
import { createStore } from '../app/store.ts';
import { fieldName } from '../catalog/words.ts';
import { linesWith, type SourceMark } from '../reading/source-marks.ts';
import { decidedTables } from '../reading/use-lines.ts';
import { inboxFields, shownProposal, type InboxField } from './draft.ts';
import { noteSource, type SourcedNote } from './note-source.ts';

/** What the page is asked to show of the form: the sources of its values, and what a click takes. */
export const formSources = createStore<{
  document: DocumentId | null;
  sources: readonly SourceMark[];
  /** Counts up when the focused source is asked for again. */
  turn: number;
  taking: { readonly name: string; readonly take: (text: string) => void } | null;
}>({ document: null, sources: [], turn: 0, taking: null });

type PageLines = ReadonlyMap<number, readonly TextLine[]>;
const noLines: PageLines = new Map();

/** Lines of the pages that proposals were read from, for saying where on the page that is. */
export function useProposalLines(detail: DocumentDetail | undefined): PageLines {
  const id = detail?.row.id ?? null;
  const pages = [
    ...new Set((detail?.proposals ?? []).flatMap(({ page }) => (page === null ? [] : [page]))),
  ].slice(0, 6);
  const [known, setKnown] = useState<PageLines>(noLines);
  const key = pages.join(' ');
  const ask = useCallback(() => {
    if (id === null || key === '') return;
    const numbers = key.split(' ').map(Number);
    Promise.all(numbers.map((n) => client.call('reading.lines', { id, n }))).then(
      (answers) => setKnown(new Map(answers.map(({ lines }, at) => [numbers[at] ?? 0, lines]))),
      // The words do without: the pages may have just been moved.
      () => setKnown(noLines),
    );
  }, [id, key]);
  useEffect(ask, [ask]);
  useChanged([...decidedTables, 'proposal'], ask);
  return known;
}

/** What the form can show on the page: where a field's value was read, or what a note is about. */
export type Lit = InboxField | SourcedNote;

/** Where on the pages the values of the form stand, and the note that is looked at. */
export function sourcesOf(
  detail: DocumentDetail,
  edits: DocumentPatch,
  lines: PageLines,
  focused: Lit | null,
): readonly SourceMark[] {
  const marks = inboxFields.flatMap((field) => {
    const proposal = shownProposal(detail, edits, field);
    if (!proposal) return [];
    return markOf(field, proposal, lines, focused === field);
  });
  const note = detail.notes.map(noteSource).find((source) => source?.key === focused);
  return note ? [...marks, note] : marks;
}

function markOf(
  field: InboxField,
  proposal: Proposal,
  lines: PageLines,
  focused: boolean,
): readonly SourceMark[] {
  const { page, evidence, source } = proposal;
  const mark = { key: field, label: fieldName(field), focused };
  if (source === 'learned') {
    const words = evidence.split(/[、，,\s]+/u).filter((word) => word !== '');
    const first = [...lines].find(([, all]) =>
      all.some(({ text }) => words.some((word) => text.includes(word))),
    );
    return first ? [{ ...mark, page: first[0], lines: [], words }] : [];
  }
  if (source !== 'text' || page === null) return [];
  // Year and kind are read from a line that another field boxes already: underlined once.
  if (!focused && (field === 'year' || field === 'kind')) return [];
  const numbers =
    proposal.lines.length > 0 ? proposal.lines : linesWith(lines.get(page) ?? [], evidence);
  return numbers.length > 0 ? [{ ...mark, page, lines: numbers }] : [];
}

/** Which source is lit. F4 and a field that gets the focus light a field's, F4 again puts it out; a click a note's. */
export function useLit(): {
  readonly lit: Lit | null;
  readonly light: (lit: Lit | null) => void;
} {
  const [lit, light] = useState<Lit | null>(null);
  return { lit, light };
}
