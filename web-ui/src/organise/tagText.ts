import type { Tags } from '../api/types';

/** A tag as it is written in a field. */
export const tagText = (name: string, value: string): string => (value === '' ? name : `${name}=${value}`);

/** The tags that are written so: the first = parts a name from its value, which may be missing. */
export function tagsOf(texts: readonly string[]): Tags {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    }),
  );
}
