import type { CheckRule, Finding, FindingOrder } from '../contract/checklist-check.ts';
import type { ChecklistId } from '../contract/ids.ts';
import { keptUntilChange } from '../search/index.ts';
import type { Archive } from '../library/index.ts';
import { brokenChain } from './check-chain.ts';
import { checkFacts, countPending, pendingPages, type CheckFacts } from './check-facts.ts';
import {
  asked,
  countBy,
  findingOf,
  inOrder,
  keyOf,
  together,
  type FindingFilter,
  type Objection,
} from './check-findings.ts';
import * as proofs from './check-proofs.ts';
import { readCheckRows } from './check-queries.ts';
import { acceptedFindings, rulesOff, type AcceptedRecord } from './check-settings-queries.ts';
import { duplicates } from './check-twins.ts';
import { coveredItems } from './checklists.ts';

type Rule = (facts: CheckFacts, today: string) => readonly Objection[];

const rules: Readonly<Record<CheckRule, Rule>> = {
  'outside-window': proofs.outsideWindow,
  'few-photos': proofs.fewPhotos,
  'missing-attachment': proofs.missingAttachment,
  duplicate: duplicates,
  undated: proofs.undated,
  'no-number': proofs.noNumber,
  'no-seal': proofs.noSeal,
  'no-request': proofs.noRequest,
  'broken-chain': brokenChain,
  'no-caption': proofs.noCaption,
  'over-limit': proofs.overLimit,
  'low-resolution': proofs.lowResolution,
};

/** What the rules object to, rule by rule, each in the checklist's order. */
export function objectionsTo(
  facts: CheckFacts,
  off: ReadonlySet<string>,
  today: string,
): Objection[] {
  return (Object.entries(rules) as [CheckRule, Rule][]).flatMap(([rule, objections]) =>
    off.has(rule) ? [] : objections(facts, today),
  );
}

/** Reads a checklist with all that the check asks of its proofs. @throws ArchiveError `no-such-checklist` */
export async function factsOf(archive: Archive, id: ChecklistId): Promise<CheckFacts> {
  const { read } = archive.db;
  const [items, rows] = await Promise.all([coveredItems(read, id), readCheckRows(read, id)]);
  return checkFacts(items, rows);
}

interface Checked {
  readonly facts: CheckFacts;
  readonly objections: readonly Objection[];
  readonly accepted: ReadonlyMap<string, AcceptedRecord>;
  readonly pending: number;
}

async function checked(archive: Archive, id: ChecklistId): Promise<Checked> {
  const { read } = archive.db;
  const [facts, off, accepted] = await Promise.all([
    factsOf(archive, id),
    rulesOff(read),
    acceptedFindings(read),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  return {
    facts,
    objections: objectionsTo(facts, off, today),
    accepted: new Map(accepted.map((record) => [keyOf(record), record])),
    pending: countPending(pendingPages(facts)),
  };
}

export interface CheckQuery extends FindingFilter {
  /** Those that were called fine, instead of the others. */
  readonly accepted: boolean;
  readonly order: FindingOrder;
  readonly offset: number;
  readonly limit: number;
}

export interface CheckAnswer {
  readonly total: number;
  readonly findings: Finding[];
  readonly byRule: { readonly rule: CheckRule; readonly findings: number }[];
  readonly byDepartment: { readonly name: string | null; readonly findings: number }[];
  readonly accepted: number;
  readonly pending: number;
}

/**
 * What a checklist's proofs are objected to, a window of it. Made once for as long as nothing
 * changes. @throws ArchiveError `no-such-checklist`
 */
export async function checkChecklist(
  archive: Archive,
  id: ChecklistId,
  query: CheckQuery,
): Promise<CheckAnswer> {
  const { facts, objections, accepted, pending } = await keptUntilChange(
    archive,
    `check ${id}`,
    () => checked(archive, id),
  );
  const acceptanceOf = ({ key }: Objection): AcceptedRecord | undefined => accepted.get(key);
  const within = asked(objections, facts.items, query);
  const shown = within.filter((each) => (acceptanceOf(each) !== undefined) === query.accepted);
  const ofRules = (each: Objection): boolean => query.rules?.includes(each.rule) ?? true;
  const ofDepartment = (each: Objection): boolean =>
    query.department === undefined || each.item.owed.department === query.department;
  const found = together(shown.filter((each) => ofRules(each) && ofDepartment(each)));
  return {
    total: found.length,
    findings: inOrder(found, query.order)
      .slice(query.offset, query.offset + query.limit)
      .map((each) => {
        const record = acceptanceOf(each.first);
        return findingOf(
          each,
          record === undefined ? null : { reason: record.reason, user: record.user, at: record.at },
        );
      }),
    byRule: countBy(shown.filter(ofDepartment), ({ rule }) => rule).map(([rule, findings]) => ({
      rule,
      findings,
    })),
    byDepartment: countBy(shown.filter(ofRules), ({ item }) => item.owed.department).map(
      ([name, findings]) => ({ name, findings }),
    ),
    accepted: countBy(
      objections.filter((each) => acceptanceOf(each) !== undefined),
      () => null,
    ).reduce((sum, [, count]) => sum + count, 0),
    pending,
  };
}
