import type {
  BinderId,
  BinderRecipe,
  DocumentFilter,
  SavedBinder,
  Selection,
} from '../../main/contract/index.ts';
import { client } from '../app/session.ts';
import { createStore } from '../app/store.ts';

/** The binder in hand: a saved one, or a draft. Kept while the user is in other rooms. */
interface BinderState {
  readonly archive: string | null;
  readonly recipe: BinderRecipe | null;
  /** null: a draft. */
  readonly saved: SavedBinder | null;
  /** The printed page looked at, from 1. */
  readonly page: number;
}

const initial: BinderState = { archive: null, recipe: null, saved: null, page: 1 };

export const binding = createStore<BinderState>(initial);

/** Another archive was opened: its own binders are shown. */
export function enterBinder(archive: string): void {
  if (binding.get().archive !== archive) binding.set({ ...initial, archive });
}

export const openSaved = (saved: SavedBinder): void =>
  binding.set({ saved, recipe: saved.recipe, page: 1 });

/** A draft for a selection, its texts as the program proposes them. */
export async function draftFor(selection: Selection): Promise<void> {
  const recipe = await client.call('binder.defaults', { selection });
  // The room may not have been entered yet: the draft belongs to the archive it was made in.
  binding.set({ archive: client.archive(), recipe, saved: null, page: 1 });
}

export const changeRecipe = (change: Partial<BinderRecipe>): void =>
  binding.set(({ recipe }) => (recipe ? { recipe: { ...recipe, ...change } } : {}));

export const isDirty = ({ recipe, saved }: BinderState): boolean =>
  recipe !== null && (saved === null || JSON.stringify(recipe) !== JSON.stringify(saved.recipe));

/** Keeps the recipe under a name; a new one where `id` is null. */
export async function saveRecipe(id: BinderId | null, name: string): Promise<void> {
  const { recipe } = binding.get();
  if (!recipe) return;
  const answer = await client.call('binder.save', { id, name, recipe });
  binding.set({ saved: { id: answer.id, name, recipe } });
}

/** Whether a filter names its documents one by one, so that more can be added. */
export const namesDocuments = (filter: DocumentFilter): boolean => filter.ids !== undefined;
