import { useCallback } from 'react';
import { useAddress } from '../base/useAddress';
import { escaped, readColumns, unescaped, type Shown } from './columnIds';

/** What a reader has chosen of a table of runs, as the address holds it. */
export type TableState = {
  readonly filter: string;
  /** A column, with - in front for the reverse. */
  readonly sort: string;
  /** Null for those that are chosen by themselves. */
  readonly columns: readonly Shown[] | null;
  /** Fields as filters name them; empty for a row a run. */
  readonly groups: readonly string[];
  /** Of the run that others are compared with; empty for none. */
  readonly baseline: string;
  /** Of columns that somebody has made wider or narrower, in pixels. */
  readonly widths: ReadonlyMap<string, number>;
  /** Whether good values have a darker ground. */
  readonly shaded: boolean;
};

const NAMES = { filter: 'filter', sort: 'sort', columns: 'columns', groups: 'group', baseline: 'baseline', shaded: 'shading', widths: 'widths' } as const;

/** The state as texts by their names in the address. */
export type Written = Partial<Record<keyof typeof NAMES, string>>;

export function readTable(search: URLSearchParams): TableState {
  const text = (name: keyof typeof NAMES) => search.get(NAMES[name]) ?? '';
  return {
    filter: text('filter'),
    sort: text('sort'),
    columns: text('columns') === '' ? null : readColumns(text('columns')),
    groups: [...new Set(text('groups').split(',').filter((group) => group !== ''))].slice(0, MAX_GROUPS),
    baseline: text('baseline'),
    shaded: text('shaded') === 'on',
    widths: readWidths(text('widths')),
  };
}

const WIDTH = /^(.+):(\d{2,3})$/;

/** `name:240,best.loss:90`; what is none is left out. */
function readWidths(text: string): ReadonlyMap<string, number> {
  return new Map(
    text.split(',').flatMap((part) => {
      const [, column, width] = WIDTH.exec(part) ?? [];
      return column === undefined ? [] : [[unescaped(column), Number(width)] as const];
    }),
  );
}

export function writeWidths(widths: ReadonlyMap<string, number>): string {
  return [...widths].map(([column, width]) => `${escaped(column)}:${width}`).join(',');
}

/** More fields would make groups of single runs. */
export const MAX_GROUPS = 3;

/** The state, and a way to change some of it, which stays the same from drawing to drawing. */
export function useTableState(): [TableState, (change: Written) => void] {
  const [search, changeAddress] = useAddress();
  const change = useCallback(
    (written: Written) => changeAddress(Object.fromEntries(Object.entries(written).map(([name, value]) => [NAMES[name as keyof typeof NAMES], value]))),
    [changeAddress],
  );
  return [readTable(search), change];
}
