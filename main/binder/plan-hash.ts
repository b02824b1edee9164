import { createHash } from 'node:crypto';
import type { VolumePlan } from './plan.ts';

/**
 * SHA-256 over everything that decides a volume's bytes: what is bound and how, not where the
 * originals lie on this machine, nor the invisible text on them.
 */
export function hashOfPlan(plan: VolumePlan): string {
  const text = JSON.stringify(plan, (key, value: unknown) =>
    (key === 'path' && typeof value === 'string') || key === 'texts' ? undefined : value,
  );
  return createHash('sha256').update(text).digest('hex');
}
