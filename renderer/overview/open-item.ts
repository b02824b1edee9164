import type { ChecklistId, ItemId } from '../../main/contract/index.ts';
import { goTo } from '../app/shell-state.ts';
import { showItemOf } from '../checklist/checklist-state.ts';

/** Goes to an item in the checklist room. */
export function openItem(checklist: ChecklistId, id: ItemId): void {
  showItemOf(checklist, id);
  goTo('checklist');
}
