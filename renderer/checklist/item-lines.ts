import type { LinkId, Proof, Slot, SlotId } from '../../main/contract/index.ts';

/** One line of an item that the keys stop at: a slot's head, or a proof in it. */
export type ItemLine =
  | { readonly kind: 'slot'; readonly key: string; readonly slot: Slot }
  | {
      readonly kind: 'proof';
      readonly key: string;
      readonly slot: Slot;
      readonly proof: Proof;
      readonly index: number;
    };

export const slotKey = (id: SlotId): string => `slot-${id}`;
export const proofKey = (id: LinkId): string => `proof-${id}`;

/** Slots and their proofs in order. `more`: proofs of a slot beyond those that came with it. */
export const linesOfItem = (
  slots: readonly Slot[],
  more: ReadonlyMap<SlotId, readonly Proof[]> = new Map(),
): readonly ItemLine[] =>
  slots.flatMap((slot) => [
    { kind: 'slot' as const, key: slotKey(slot.id), slot },
    ...(more.get(slot.id) ?? slot.proofs).map((proof, index) => ({
      kind: 'proof' as const,
      key: proofKey(proof.id),
      slot,
      proof,
      index,
    })),
  ]);

/** The slot that is worked on: the one in hand, else the first that is short, else the first. */
export const slotInHand = (slots: readonly Slot[], id: SlotId | null): Slot | null =>
  slots.find((slot) => slot.id === id) ??
  slots.find(({ have, need }) => have < need) ??
  slots[0] ??
  null;

/** How many are still missing. */
export const missingOf = ({ have, need }: Pick<Slot, 'have' | 'need'>): number =>
  Math.max(0, need - have);

/** Cells of a slot's meter: what counts, what is there and does not count, what is missing. */
export interface MeterCells {
  readonly full: number;
  readonly hatched: number;
  readonly empty: number;
}

/** Of what is missing, so much is there without counting. More than asked for is not shown. */
export function meterCells({
  have,
  need,
  links,
}: Pick<Slot, 'have' | 'need' | 'links'>): MeterCells {
  const full = Math.min(have, need);
  const hatched = Math.min(need - full, Math.max(0, links - have));
  return { full, hatched, empty: need - full - hatched };
}
