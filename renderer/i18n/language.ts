export type Language = 'zh-CN' | 'en';

let language: Language = 'zh-CN';

export const currentLanguage = (): Language => language;

/** Changes the language of all words asked for from now on; the root then draws anew. */
export function setLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next;
}
