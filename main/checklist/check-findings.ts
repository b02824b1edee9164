import type { CheckRule, Finding, FindingOrder, Severity } from '../contract/checklist-check.ts';
import type { DocumentId, ItemId } from '../contract/ids.ts';
import type { CheckDocument, CheckProof } from './check-facts.ts';
import type { CoveredItem, CoveredSlot } from './coverage.ts';

/** An objection at one place. What is said of a document is said at each of its places, with one subject. */
export interface Objection {
  readonly rule: CheckRule;
  readonly subject: string;
  /** Rule and subject as one word. */
  readonly key: string;
  readonly severity: Severity;
  readonly item: CoveredItem;
  /** The item's place in the checklist, from 0. */
  readonly at: number;
  readonly slot: { readonly slot: CoveredSlot; readonly number: number } | null;
  readonly proof: CheckProof | null;
  readonly document: CheckDocument | null;
  readonly page: number | null;
  readonly details: Finding['details'];
}

export const keyOf = ({
  rule,
  subject,
}: {
  readonly rule: string;
  readonly subject: string;
}): string => `${rule} ${subject}`;

/** An objection to a proof. */
export function objectTo(
  proof: CheckProof,
  rule: CheckRule,
  subject: string,
  level: Severity,
  details: Finding['details'] = {},
  page: number | null = null,
): Objection {
  const { item, at, document } = proof;
  const slot = { slot: proof.slot, number: proof.slotNumber };
  const key = keyOf({ rule, subject });
  return { rule, subject, key, severity: level, item, at, slot, proof, document, page, details };
}

export interface FindingFilter {
  readonly rules?: readonly CheckRule[] | undefined;
  /** null: of nobody. */
  readonly department?: string | null | undefined;
  /** With its branch. */
  readonly item?: ItemId | undefined;
  readonly document?: DocumentId | undefined;
}

/** Those of objections that a filter asks for, its rules left aside. */
export function asked(
  objections: readonly Objection[],
  items: readonly CoveredItem[],
  { item, document }: FindingFilter,
): readonly Objection[] {
  const from = item === undefined ? 0 : items.findIndex(({ row }) => row.id === item);
  const end = item === undefined ? items.length : (items[from]?.end ?? -1);
  return objections.filter(
    (each) =>
      from <= each.at &&
      each.at < end &&
      (document === undefined || each.document?.id === document),
  );
}

/** One finding a subject: its first objection, and how many there are. */
export function together(
  objections: readonly Objection[],
): { readonly first: Objection; readonly places: number }[] {
  const found = new Map<string, { first: Objection; places: number }>();
  for (const objection of objections) {
    const known = found.get(objection.key);
    if (known === undefined) found.set(objection.key, { first: objection, places: 1 });
    else known.places += 1;
  }
  return [...found.values()];
}

const weight: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

/** Objections come in the checklist's order; `worst` puts the grave ones first. */
export function inOrder<T extends { readonly first: Objection }>(
  findings: readonly T[],
  order: FindingOrder,
): readonly T[] {
  if (order === 'checklist') return findings.toSorted((a, b) => a.first.at - b.first.at);
  return findings.toSorted(
    (a, b) => weight[a.first.severity] - weight[b.first.severity] || a.first.at - b.first.at,
  );
}

/** How many findings there are by each value, most first. */
export function countBy<T>(
  objections: readonly Objection[],
  valueOf: (objection: Objection) => T,
): readonly (readonly [T, number])[] {
  const subjects = new Map<T, Set<string>>();
  for (const objection of objections) {
    const value = valueOf(objection);
    const known = subjects.get(value);
    if (known === undefined) subjects.set(value, new Set([objection.key]));
    else known.add(objection.key);
  }
  return [...subjects]
    .map(([value, keys]) => [value, keys.size] as const)
    .toSorted((a, b) => b[1] - a[1]);
}

export function findingOf(
  { first, places }: { readonly first: Objection; readonly places: number },
  accepted: Finding['accepted'],
): Finding {
  const { item, slot, proof, document } = first;
  return {
    rule: first.rule,
    subject: first.subject,
    severity: first.severity,
    item: { id: item.row.id, code: item.row.code, title: item.row.title },
    slot: slot === null ? null : { id: slot.slot.id, kind: slot.slot.kind, number: slot.number },
    link: proof?.linkId ?? null,
    document: document === null ? null : { id: document.id, title: document.title },
    page: first.page,
    department: item.owed.department,
    places,
    details: first.details,
    accepted,
  };
}
