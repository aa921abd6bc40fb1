import type { FilterHelp } from '../api/search';

/** A filter and where its writer is. */
export type Writing = { readonly text: string; readonly at: number };

/** The filter with a word put where it belongs, and the writer behind it; a word that goes on, as metrics. does, gets no blank. */
export function completed(text: string, { from, to }: Pick<FilterHelp, 'from' | 'to'>, word: string): Writing {
  const rest = text.slice(to);
  const put = word.endsWith('.') || word === '(' || rest.startsWith(' ') ? word : `${word} `;
  return { text: text.slice(0, from) + put + rest, at: from + put.length };
}

/** The parts of a filter before, within and behind what is wrong. What is missing at the end is marked as a blank. */
export function marked(text: string, column: number, length: number): readonly [string, string, string] {
  const start = Math.min(column - 1, text.length);
  const wrong = text.slice(start, start + length);
  return [text.slice(0, start), wrong === '' ? '\u00a0' : wrong, text.slice(start + length)];
}

/** Whether what is wrong is at the end, where more may come. */
export const isUnfinished = (text: string, column: number, length: number): boolean => column - 1 + length >= text.trimEnd().length;
