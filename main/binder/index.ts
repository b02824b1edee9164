export { binderHandlers, previewImage } from './calls.ts';
export { defaultRecipe } from './compose.ts';
export { writeBinder } from './write-binder.ts';
