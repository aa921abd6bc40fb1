import { en } from './en';

/** Everything that the pages say. Each language is an object of this shape, so that one that lacks a sentence does not compile. */
export type Words = typeof en;
export type Language = 'en' | 'zh-Hant';

export const LANGUAGES: readonly { readonly value: Language; readonly name: string }[] = [
  { value: 'en', name: 'English' },
  { value: 'zh-Hant', name: '繁體中文' },
];

const STORED = 'trainyard-language';

let current: Words = en;
let chosen: Language = 'en';

/** In the language of the reader. Asked for while drawing: when the language changes everything is drawn anew. */
export const words = (): Words => current;

export const language = (): Language => chosen;

/** What the reader chose before, or else the first of the browser's languages that is known. */
export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  const known = LANGUAGES.find(({ value }) => value === stored);
  if (known) return known.value;
  for (const tag of browser) {
    if (/^en\b/i.test(tag)) return 'en';
    if (/^zh\b/i.test(tag)) return 'zh-Hant';
  }
  return 'en';
}

/** Loads the words of the language that is to be shown; those of English are always there. */
export async function startLanguage(): Promise<void> {
  await speak(preferredLanguage(window.localStorage.getItem(STORED), window.navigator.languages));
}

export async function chooseLanguage(wanted: Language): Promise<void> {
  window.localStorage.setItem(STORED, wanted);
  await speak(wanted);
}

async function speak(wanted: Language): Promise<void> {
  current = wanted === 'en' ? en : (await import('./zh')).zh;
  chosen = wanted;
  document.documentElement.lang = wanted;
}
