import type { CheckRule, FindingOrder } from '../../main/contract/index.ts';
import { createStore } from '../app/store.ts';

/** What the list of findings shows; kept while the user is elsewhere. */
export interface CheckState {
  readonly isOpen: boolean;
  readonly rule: CheckRule | null;
  /** undefined: all; null: of items that nobody leads. */
  readonly department: string | null | undefined;
  readonly order: FindingOrder;
  /** Those that were called fine, instead of the others. */
  readonly accepted: boolean;
}

export const findingsShown = createStore<CheckState>({
  isOpen: false,
  rule: null,
  department: undefined,
  order: 'worst',
  accepted: false,
});

export const toggleCheck = (): void => findingsShown.set(({ isOpen }) => ({ isOpen: !isOpen }));
