/** What a key means on every page, or null for a key that is somebody else's. */
export type Command = 'search' | 'help' | 'experiments' | 'runs' | 'compare' | 'queue' | 'workers' | 'new';

const GOES: Readonly<Record<string, Command>> = { e: 'experiments', r: 'runs', c: 'compare', q: 'queue', w: 'workers' };

/** Keys that follow each other within this time are one. */
export const SEQUENCE_MILLIS = 1500;

/** Fields that are chosen or moved and take no letters. */
const WITHOUT_TEXT = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

/** Whether a key is written where it was pressed. */
export function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !WITHOUT_TEXT.includes(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** @param before the key pressed just before, or an empty text */
export function commandOf(key: string, before: string): Command | null {
  if (before === 'g') return GOES[key] ?? null;
  if (key === '/') return 'search';
  if (key === '?') return 'help';
  return key === 'n' ? 'new' : null;
}
