import { useState } from 'react';

/** State that outlives the page, but not the browser's tab, such as what was chosen in a list before a look at one of its items. */
export function useStored<T>(key: string, first: T): [T, (value: T | ((known: T) => T)) => void] {
  const [value, setValue] = useState<T>(() => read(key) ?? first);
  const set = (next: T | ((known: T) => T)) =>
    setValue((known) => {
      const chosen = next instanceof Function ? next(known) : next;
      sessionStorage.setItem(key, JSON.stringify(chosen));
      return chosen;
    });
  return [value, set];
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}
