import type {
  DocumentDetail,
  DocumentField,
  DocumentFields,
  DocumentPatch,
  Proposal,
} from '../../main/contract/index.ts';

/** Fields the inbox shows, in the order of the form. */
export const inboxFields = [
  'referenceNumber',
  'title',
  'issuer',
  'date',
  'year',
  'categoryId',
  'kind',
  'secrecy',
  'retention',
] as const satisfies readonly DocumentField[];
export type InboxField = (typeof inboxFields)[number];

/** Without these a document is filed, but hard to find. */
const needed: readonly InboxField[] = ['title', 'year', 'categoryId'];

/** From here a proposal may be confirmed without looking. */
const reliableFrom = 80;

export type Value = string | number | null;

/** Proposals of a field, best first. */
export const proposalsOf = (detail: DocumentDetail, field: DocumentField): readonly Proposal[] =>
  detail.proposals.filter((proposal) => proposal.field === field);

/** A proposal's value in the field's own type. */
export function proposedValue(proposal: Proposal): Value {
  return proposal.field === 'year' || proposal.field === 'categoryId'
    ? Number(proposal.value)
    : proposal.value;
}

/** What a field holds now: typed here, else decided before, else proposed best. */
export function valueOf(detail: DocumentDetail, edits: DocumentPatch, field: DocumentField): Value {
  if (field in edits) return edits[field] ?? null;
  const decided = detail.fields[field];
  if (decided !== null) return decided;
  const best = proposalsOf(detail, field)[0];
  return best ? proposedValue(best) : null;
}

/** A patch of one field; values come from controls of the right type. */
export function patchOf(field: DocumentField, value: Value): DocumentPatch {
  const text = typeof value === 'string' ? value.trim() || null : value;
  return { [field]: text } as Partial<DocumentFields>;
}

/** The proposal whose value the field shows; undefined where a person wrote it. */
export function shownProposal(
  detail: DocumentDetail,
  edits: DocumentPatch,
  field: DocumentField,
): Proposal | undefined {
  const value = valueOf(detail, edits, field);
  return proposalsOf(detail, field).find((proposal) => proposedValue(proposal) === value);
}

/** Other proposals than the one shown, at most three. */
export function alternatives(
  detail: DocumentDetail,
  edits: DocumentPatch,
  field: DocumentField,
): readonly Proposal[] {
  const shown = valueOf(detail, edits, field);
  const seen = new Set<Value>([shown]);
  return proposalsOf(detail, field)
    .filter((proposal) => {
      const value = proposedValue(proposal);
      if (seen.has(value)) return false;
      seen.add(value);
      return true;
    })
    .slice(0, 3);
}

/** Notes of sources that say different things about a field. */
export const disagreements = (
  detail: DocumentDetail,
  field: InboxField,
): readonly DocumentDetail['notes'][number][] =>
  detail.notes.filter(
    (note) => note.code === 'sources-disagree' && note.details['field'] === field,
  );

/** Whether a field should be looked at: a needed one empty, an unsure one, one whose sources disagree. */
export function isDoubtful(
  detail: DocumentDetail,
  edits: DocumentPatch,
  field: InboxField,
): boolean {
  if (field in edits && edits[field] !== null) return false;
  const decided = detail.fields[field] !== null;
  if (decided) return false;
  const best = proposalsOf(detail, field)[0];
  if (!best) return needed.includes(field);
  return best.confidence < reliableFrom || disagreements(detail, field).length > 0;
}

export const doubtfulFields = (
  detail: DocumentDetail,
  edits: DocumentPatch = {},
): readonly InboxField[] => inboxFields.filter((field) => isDoubtful(detail, edits, field));

/** Needed fields that hold nothing. */
export const missingFields = (
  detail: DocumentDetail,
  edits: DocumentPatch = {},
): readonly InboxField[] => needed.filter((field) => valueOf(detail, edits, field) === null);

/** Locked, and never yet opened with its password: nothing of it was read. */
export const isShut = ({ pageState, pages }: DocumentDetail['row']): boolean =>
  pageState === 'locked' && pages === 0;

/** May be confirmed with many others, without looking at each. */
export const isReliable = (detail: DocumentDetail): boolean =>
  detail.row.pageState !== 'locked' &&
  detail.row.pageState !== 'damaged' &&
  detail.row.unread === null &&
  doubtfulFields(detail).length === 0 &&
  twinOf(detail) === null &&
  secrecyStop(detail, {}) === null &&
  !wantsCaption(detail);

/** The state secrets of the law; 内部 and 工作秘密 are none. */
const stateSecrets: readonly string[] = ['绝密', '机密', '秘密'];

/**
 * The marking that stops a document: state secrets may not be kept on this computer. null: there
 * is none, or a person has looked and decided otherwise.
 */
export function secrecyStop(detail: DocumentDetail, edits: DocumentPatch): string | null {
  const decided = 'secrecy' in edits ? edits.secrecy : detail.fields.secrecy;
  if (decided && !stateSecrets.includes(decided)) return null;
  const note = detail.notes.find(({ code }) => code === 'secret');
  const marking = note?.details['marking'] ?? note?.details['evidence'];
  if (decided && stateSecrets.includes(decided)) return marking || decided;
  return note || detail.row.isSecret ? (marking ?? '') : null;
}

export const isPhoto = (detail: DocumentDetail): boolean =>
  detail.notes.some(({ code }) => code === 'photo') || detail.caption !== null;

/** A photo of which nobody has said yet what it shows. */
export const wantsCaption = (detail: DocumentDetail): boolean =>
  isPhoto(detail) && !detail.caption?.event;

/** Another document with the same original. */
export function twinOf(detail: DocumentDetail): { readonly title: string } | null {
  return detail.originals.flatMap((original) => original.alsoIn)[0] ?? null;
}

/** Only what differs from what is stored: what to send. */
export function realEdits(detail: DocumentDetail, edits: DocumentPatch): DocumentPatch {
  const changed = inboxFields.filter((field) => {
    if (!(field in edits)) return false;
    const best = proposalsOf(detail, field)[0];
    const before = detail.fields[field] ?? (best ? proposedValue(best) : null);
    return (edits[field] ?? null) !== before;
  });
  return Object.fromEntries(changed.map((field) => [field, edits[field] ?? null]));
}
