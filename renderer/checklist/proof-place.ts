import type { LinkId, Proof } from '../../main/contract/index.ts';

type Placed = Pick<Proof, 'id'>;

/** Position for a proof one place up or down among its slot's others; null at the end. */
export function proofPlaceBy(proofs: readonly Placed[], id: LinkId, step: 1 | -1): number | null {
  const from = proofs.findIndex((proof) => proof.id === id);
  const to = from + step;
  return from < 0 || to < 0 || to >= proofs.length ? null : to;
}

/** Position before or behind another proof, counted without the one that moves. */
export function proofPlaceBeside(
  proofs: readonly Placed[],
  moved: LinkId | null,
  target: LinkId,
  where: 'before' | 'after',
): number {
  const rest = proofs.filter((proof) => proof.id !== moved);
  const at = rest.findIndex((proof) => proof.id === target);
  if (at < 0) {
    // Dropped on itself: it stays where it is.
    return Math.max(
      0,
      proofs.findIndex((proof) => proof.id === target),
    );
  }
  return at + (where === 'after' ? 1 : 0);
}
