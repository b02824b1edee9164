export { columnTokens, joinPages, normalise, phrase, tokens } from './normalise.ts';
export { pageTexts, refreshStale } from './refresh.ts';
