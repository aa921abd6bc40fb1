import type { SortingState } from '@tanstack/react-table';

/** The order of a table as the address holds it: the column, with - in front for the reverse. */
export function readSorting(text: string): SortingState {
  if (text === '' || text === '-') return [];
  return text.startsWith('-') ? [{ id: text.slice(1), desc: true }] : [{ id: text, desc: false }];
}

export function writeSorting(sorting: SortingState): string {
  const first = sorting[0];
  return first ? `${first.desc ? '-' : ''}${first.id}` : '';
}
