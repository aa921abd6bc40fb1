import { useCallback, useLayoutEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';

/**
 * The parameters of the address, and a way to change some of them, by their names; an empty one goes. Those that are not named stay as they
 * are now: the function is the same from drawing to drawing, so that one that was kept for long forgets nothing that came later.
 */
export function useAddress(): [URLSearchParams, (values: Readonly<Record<string, string>>) => void] {
  const [search, setSearch] = useSearchParams();
  const newest = useRef(setSearch);
  useLayoutEffect(() => {
    newest.current = setSearch;
  });
  const change = useCallback(
    (values: Readonly<Record<string, string>>) =>
      newest.current(
        (known) => {
          const next = new URLSearchParams(known);
          for (const [name, value] of Object.entries(values)) {
            if (value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [],
  );
  return [search, change];
}
