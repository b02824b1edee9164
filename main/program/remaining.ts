/**
 * How long work will still take, in ms, of which `share` (0 to 1) took `spentMs`; null while that
 * cannot be told yet.
 */
export function remainingMs(share: number, spentMs: number): number | null {
  if (share <= 0.01 || spentMs < 1500) return null;
  return Math.max(0, Math.round((spentMs / share) * (1 - share)));
}
