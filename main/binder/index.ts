export { binderHandlers, previewImage } from './calls.ts';
export { binderDefaults } from './compose.ts';
export { writeBinder } from './write-binder.ts';
