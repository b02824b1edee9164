import type { StateCounts } from '../contract/checklist.ts';
import type { SummaryRequest } from '../contract/checklist-summary.ts';
import type { DocumentId } from '../contract/ids.ts';
import { composeActivities, composeTopic } from './summary-topics.ts';
import type { Gathered } from './summary-collect.ts';
import type { Figure } from './summary-figures.ts';
import { blank, counted, listed, named, statement, tell, type Piece } from './summary-pieces.ts';
import type { SummaryRow } from './summary-queries.ts';
import { sourcesOf } from './summary-sources.ts';
import { filled, summaryWords, type SummaryWords } from './summary-words.ts';
import { countBlanks, type Statement, type Summary, type SummarySection } from './summary.ts';

/** What a checklist has and lacks, as far as a summary tells it. */
export interface SummaryCoverage {
  readonly name: string;
  readonly counts: StateCounts;
  /** The first of them. */
  readonly projects: readonly {
    readonly name: string;
    readonly items: number;
    readonly complete: number;
  }[];
  readonly moreProjects: number;
  /** The first items that are short of something. */
  readonly short: readonly {
    readonly item: string;
    /** Who leads; empty: nobody. */
    readonly department: string;
    readonly slots: readonly { readonly kind: string; readonly missing: number }[];
  }[];
  /** Slots that are short, of all items. */
  readonly gaps: number;
}

export interface SummaryFacts {
  readonly request: Pick<SummaryRequest, 'year' | 'language' | 'sections'>;
  /** The day it is made, `YYYY-MM-DD`. */
  readonly drafted: string;
  readonly archive: string;
  readonly gathered: Gathered;
  /** What the pages of documents that are told say in figures. */
  readonly figures: ReadonlyMap<DocumentId, readonly Figure[]>;
  readonly coverage: SummaryCoverage | null;
}

/** Drafts the summary. The same facts give the same draft. */
export function composeSummary(facts: SummaryFacts): Summary {
  const { request, gathered, drafted, archive } = facts;
  const words = summaryWords(request.language);
  const rows = new Map<DocumentId, SummaryRow>();
  const opening = openingOf(facts, words);
  const sections = request.sections.map((id): SummarySection => {
    const heading = words.sections[id];
    switch (id) {
      case 'coverage':
        return { id, heading, statements: coverageOf(facts.coverage, words), parts: [] };
      case 'outlook':
        return outlookOf(facts.coverage, words);
      case 'activities':
        return { id, heading, ...composeActivities(facts, words, rows) };
      case 'deployment':
      case 'training':
      case 'inspections':
      case 'problems':
      case 'honours':
        return { id, heading, statements: composeTopic(facts, id, words, rows), parts: [] };
    }
  });
  const year = String(request.year);
  const draft: Summary = {
    title: filled(words.title, { unit: unitOf(archive), year }),
    notes: [],
    opening,
    sections,
    signature: words.signature.map((hint) => statement([blank(hint)])),
    sources: [],
  };
  const values = {
    archive: named(archive).text,
    year,
    // Of no year of its own: all of it is written.
    drafted: words.date(drafted, 0),
    documents: String(gathered.documents),
    blanks: String(countBlanks(draft)),
  };
  const secret =
    gathered.secret === 0 ? [] : [filled(words.secretNote, { count: String(gathered.secret) })];
  return {
    ...draft,
    notes: [...words.notes.map((note) => filled(note, values)), ...secret],
    sources: sourcesOf(draft, rows, words),
  };
}

/** The unit an archive is named by: 清河镇台账 is that of 清河镇. */
function unitOf(archive: string): string {
  const name = named(archive).text;
  const unit = name.replace(/(?:文明创建)?(?:工作)?(?:台账|档案库?|资料库?|材料)$/u, '').trim();
  return unit === '' ? name : unit;
}

function openingOf({ request, gathered }: SummaryFacts, words: SummaryWords): Statement[] {
  const first = statement(
    tell(words.opening, {
      year: named(String(request.year)),
      blank: blank(words.openingBlank),
    }),
  );
  if (gathered.documents === 0) return [first];
  const { documents, categories, photos, numbered } = gathered;
  const filed = [
    ...tell(words.filed, { documents: counted(documents) }),
    ...(categories === 0 ? [] : tell(words.filedIn, { categories: counted(categories) })),
    ...(photos === 0 ? [] : tell(words.filedPhotos, { photos: counted(photos) })),
    ...tell(words.stop, {}),
  ];
  return [first, statement([...filed, ...numberedOf(numbered, words)])];
}

const mostKinds = 8;

function numberedOf(numbered: Gathered['numbered'], words: SummaryWords): readonly Piece[] {
  const sum = (rows: Gathered['numbered']): number => rows.reduce((all, [, n]) => all + n, 0);
  if (numbered.length === 0) return [];
  const kinds = numbered.filter(([kind]) => kind !== null).slice(0, mostKinds);
  const others = sum(numbered) - sum(kinds);
  return tell(words.numbered, {
    count: counted(sum(numbered)),
    list: listed(
      [
        ...kinds.map(([kind, count]) =>
          tell(words.numberedKind, { kind: named(kind ?? ''), count: counted(count) }),
        ),
        ...(others === 0 ? [] : [tell(words.otherKinds, { count: counted(others) })]),
      ],
      words.and,
    ),
  });
}

function coverageOf(coverage: SummaryCoverage | null, words: SummaryWords): Statement[] {
  const toFill = blank(words.coverageBlank);
  if (coverage === null) return [statement(tell(words.noChecklist, { blank: toFill }))];
  const { counts, name, projects, moreProjects } = coverage;
  const list = listed(
    projects.map((project) =>
      tell(words.project, {
        name: named(project.name),
        items: counted(project.items),
        complete: counted(project.complete),
      }),
    ),
    words.clause,
  );
  return [
    statement(
      tell(words.covered, {
        name: named(name),
        items: counted(counts.items),
        list: counts.items === 0 ? toFill : listed(statesOf(counts, words), words.and),
      }),
    ),
    ...(projects.length === 0
      ? []
      : [
          statement(
            tell(words.projects, {
              list:
                moreProjects === 0
                  ? list
                  : tell(words.moreProjects, { list, count: counted(moreProjects) }),
            }),
          ),
        ]),
    statement(tell(words.shortcomingsBlank, { blank: toFill })),
  ];
}

const states = ['complete', 'partial', 'empty', 'doubtful', 'review', 'disputed'] as const;

/** How many items are in which state, where any are. */
const statesOf = (counts: StateCounts, words: SummaryWords): Piece[][] =>
  states
    .filter((state) => counts[state] > 0)
    .map((state) => tell(words.states[state], { count: counted(counts[state]) }));

function outlookOf(coverage: SummaryCoverage | null, words: SummaryWords): SummarySection {
  const fill = (template: string, hint: string): Statement =>
    statement(tell(template, { blank: blank(hint) }));
  return {
    id: 'outlook',
    heading: words.sections.outlook,
    statements: [],
    parts: [
      {
        heading: words.shortcomings,
        statements: [
          ...(coverage === null ? [] : gapsOf(coverage, words)),
          fill(words.shortcomingsBlank, words.shortcomings),
        ],
      },
      { heading: words.plans, statements: [fill(words.plansBlank, words.plans)] },
    ],
  };
}

function gapsOf({ name, short, gaps }: SummaryCoverage, words: SummaryWords): Statement[] {
  if (gaps === 0) return [statement(tell(words.noGaps, { name: named(name) }), { counts: true })];
  const list = short.map(({ item, department, slots }) =>
    tell(department === '' ? words.short : words.shortLeader, {
      item: named(item),
      department: named(department),
      list: listed(
        slots.map(({ kind, missing }) =>
          tell(words.missing, {
            slot: named(kind),
            count: counted(missing),
            unit: tell(words.unitOf(kind), {}),
          }),
        ),
        words.and,
      ),
    }),
  );
  const left = gaps - short.reduce((sum, { slots }) => sum + slots.length, 0);
  return [
    statement([
      ...tell(words.gaps, {
        name: named(name),
        count: counted(gaps),
        list: listed(list, words.clause),
      }),
      ...(left === 0 ? [] : tell(words.moreGaps, { count: counted(left) })),
    ]),
  ];
}
