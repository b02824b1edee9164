import type { CandidateDoubt, CandidateReason } from '../contract/checklist-candidates.ts';
import type { DateWindow } from '../contract/checklist.ts';
import { activityOf, isSameActivity } from './activity.ts';
import { isOfOtherKind, kindFitOf, lacksCaption } from './candidate-kinds.ts';
import type {
  CandidateFacts,
  EarlierProof,
  OtherPlace,
  ProvenDocument,
  ProvenPlace,
} from './candidate-queries.ts';
import { sharedWith } from './candidate-words.ts';
import { daysOutside } from './proofs.ts';

/** A document with what its title speaks of. */
export type Spoken<Proven extends ProvenDocument> = Proven & { readonly activity: string | null };

export const spoken = <Proven extends ProvenDocument>(proven: Proven): Spoken<Proven> => ({
  ...proven,
  activity: activityOf(proven.title),
});

/** What the documents are judged for. */
export interface Wanted {
  /** The slot's kind. */
  readonly kind: string;
  readonly window: DateWindow;
  /** Pairs of characters that are sought in titles, each with what it says. */
  readonly pairs: ReadonlyMap<string, number>;
  /** Words that are sought in texts, each with what it says. */
  readonly words: ReadonlyMap<string, number>;
  /** What a document must share of either to share all there is. */
  readonly enough: { readonly title: number; readonly text: number };
  /** What proves the item now. */
  readonly here: readonly Spoken<ProvenDocument>[];
  /** What proved the like items of earlier editions. */
  readonly earlier: readonly Spoken<EarlierProof>[];
}

export interface Judged {
  readonly facts: CandidateFacts;
  readonly score: number;
  /** Whether it has to do with the item at all: date and kind alone do not make a candidate. */
  readonly isAbout: boolean;
  readonly reasons: readonly CandidateReason[];
  readonly doubts: readonly CandidateDoubt[];
}

/**
 * Points. What proved the like item before is nearest; then what speaks of the same thing; then what
 * lies where the other proofs lie, of the right time and kind. Doubts weigh less than any good reason:
 * they are shown, and the user decides.
 */
const points = {
  titleWords: 60,
  textWords: 25,
  earlier: 40,
  likeEarlier: 28,
  set: 25,
  category: 12,
  window: 14,
  year: 8,
  kind: 14,
  otherKind: -25,
  outside: -14,
  undated: -6,
  inbox: -3,
  elsewhere: -4,
} as const;

/** Sharing less than so much of what could be shared is no reason. */
const leastShared = 0.15;
const mostWordsShown = 6;

/** Judges a document by what it is, the words of `held` that stand in its text, and where else it proves. */
export function judgeCandidate(
  wanted: Wanted,
  given: CandidateFacts,
  held: readonly string[],
  elsewhere: OtherPlace | undefined,
): Judged {
  const facts = spoken(given);
  const about = [
    ...wordReasons(wanted, facts, held),
    ...earlierReasons(wanted, facts),
    ...setReasons(wanted, facts),
    ...categoryReasons(wanted, facts),
  ];
  const besides = [...timeReasons(wanted, facts), ...kindReasons(wanted, facts)];
  const reasons = [...about, ...besides].toSorted((a, b) => b.worth - a.worth);
  const doubts = doubtsOf(wanted, facts, elsewhere);
  const score =
    sum(reasons.map(({ worth }) => worth)) +
    sum(doubts.map(({ worth }) => worth)) +
    (isOfOtherKind(wanted.kind, facts) ? points.otherKind : 0);
  return {
    facts,
    score,
    isAbout: about.length > 0,
    reasons: reasons.map(({ reason }) => reason),
    doubts: doubts.map(({ doubt }) => doubt),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

interface Weighed {
  readonly worth: number;
  readonly reason: CandidateReason;
}

const shareOf = (said: readonly number[], enough: number): number =>
  Math.min(1, sum(said) / enough);

function wordReasons(
  { pairs, words, enough }: Wanted,
  facts: CandidateFacts,
  held: readonly string[],
): Weighed[] {
  const reasons: Weighed[] = [];
  const isSaying = (pair: string): boolean => (pairs.get(pair) ?? 0) > 0;
  const texts = [facts.title, ...facts.names.split('\n')].map((text) => sharedWith(text, isSaying));
  const shared = new Set(texts.flatMap((text) => [...text.pairs]));
  const said = [...shared].map((pair) => pairs.get(pair) ?? 0);
  const inTitle = shareOf(said, enough.title);
  if (inTitle >= leastShared) {
    const shown = [...new Set(texts.flatMap((text) => text.words))]
      .toSorted((a, b) => b.length - a.length)
      .slice(0, mostWordsShown);
    reasons.push({
      worth: points.titleWords * inTitle,
      reason: { code: 'words', where: 'title', words: shown },
    });
  }
  const inText = shareOf(
    held.map((word) => words.get(word) ?? 0),
    enough.text,
  );
  if (inText >= leastShared) {
    reasons.push({
      worth: points.textWords * inText,
      reason: { code: 'words', where: 'text', words: held.slice(0, mostWordsShown) },
    });
  }
  return reasons;
}

const itemOf = (place: ProvenPlace) => ({
  checklistId: place.checklistId,
  checklist: place.checklist,
  itemId: place.itemId,
  code: place.code,
  title: place.itemTitle,
  slot: place.slot,
});

function earlierReasons({ kind, earlier }: Wanted, facts: Spoken<CandidateFacts>): Weighed[] {
  const own = earlier.filter(({ id }) => id === facts.id);
  const proof = own.find(({ slot }) => slot === kind) ?? own[0];
  if (proof !== undefined) {
    const reason = { code: 'earlier', item: itemOf(proof) } as const;
    return [{ worth: proof.slot === kind ? points.earlier : points.earlier / 2, reason }];
  }
  const isOtherYear = (year: number | null): boolean =>
    year !== null && facts.year !== null && year !== facts.year;
  const alike = earlier.filter(
    ({ activity, year }) => isOtherYear(year) && isSameActivity(activity, facts.activity),
  );
  const like = alike.find(({ slot }) => slot === kind) ?? alike[0];
  if (like === undefined) return [];
  const document = { id: like.id, title: like.title };
  const reason = { code: 'like-earlier', document, item: itemOf(like) } as const;
  return [{ worth: like.slot === kind ? points.likeEarlier : points.likeEarlier / 2, reason }];
}

function setReasons({ here }: Wanted, facts: Spoken<CandidateFacts>): Weighed[] {
  const other = here.find((proven) => proven.id !== facts.id && isOneSet(proven, facts));
  if (other === undefined) return [];
  const document = { id: other.id, title: other.title };
  return [{ worth: points.set, reason: { code: 'set', document } }];
}

/** Papers of one activity and year, or a photo whose caption names the other's 文号 (参见号). */
function isOneSet(proven: Spoken<ProvenDocument>, facts: Spoken<CandidateFacts>): boolean {
  const number = proven.referenceNumber?.trim() ?? '';
  if (number !== '' && facts.seeAlso?.trim() === number) return true;
  const isOneYear = proven.year === null || facts.year === null || proven.year === facts.year;
  return isOneYear && isSameActivity(proven.activity, facts.activity);
}

function categoryReasons({ here, earlier }: Wanted, facts: CandidateFacts): Weighed[] {
  const { categoryId, category } = facts;
  if (categoryId === null || category === null) return [];
  if (![...here, ...earlier].some((proven) => proven.categoryId === categoryId)) return [];
  return [{ worth: points.category, reason: { code: 'category', category } }];
}

function timeReasons({ window }: Wanted, { date, year }: CandidateFacts): Weighed[] {
  const { from, to } = window;
  if (from === null && to === null) return [];
  if (date !== null && daysOutside(date, window) === null) {
    return [{ worth: points.window, reason: { code: 'window' } }];
  }
  const isWithin =
    year !== null &&
    (from === null || year >= Number(from.slice(0, 4))) &&
    (to === null || year <= Number(to.slice(0, 4)));
  return isWithin ? [{ worth: points.year, reason: { code: 'year', year } }] : [];
}

function kindReasons({ kind }: Wanted, facts: CandidateFacts): Weighed[] {
  const fit = kindFitOf(kind, facts);
  return fit === null ? [] : [{ worth: points.kind, reason: { code: 'kind', ...fit } }];
}

function doubtsOf(
  { kind, window }: Wanted,
  facts: CandidateFacts,
  elsewhere: OtherPlace | undefined,
): { readonly worth: number; readonly doubt: CandidateDoubt }[] {
  const { date } = facts;
  const { from, to } = window;
  const doubts: { readonly worth: number; readonly doubt: CandidateDoubt }[] = [];
  const days = daysOutside(date, window);
  if (days !== null && date !== null) {
    const code = from !== null && date < from ? 'early' : 'late';
    doubts.push({ worth: points.outside, doubt: { code, days } });
  }
  if (date === null && (from !== null || to !== null)) {
    doubts.push({ worth: points.undated, doubt: { code: 'undated' } });
  }
  if (facts.place === 'inbox') doubts.push({ worth: points.inbox, doubt: { code: 'inbox' } });
  if (lacksCaption(kind, facts)) doubts.push({ worth: 0, doubt: { code: 'no-caption' } });
  if (elsewhere !== undefined) {
    const { places } = elsewhere;
    const doubt = { code: 'elsewhere', places, first: itemOf(elsewhere) } as const;
    doubts.push({ worth: points.elsewhere, doubt });
  }
  return doubts;
}
