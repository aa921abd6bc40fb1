import { expect, test } from 'vitest';
import { readTable, writeWidths } from './tableState';

const read = (text: string) => readTable(new URLSearchParams(text));

test('an empty address is a table that nobody has arranged', () => {
  expect(read('')).toEqual({ filter: '', sort: '', columns: null, groups: [], baseline: '', shaded: false, widths: new Map() });
});

test('widths come back as they were, and what is none is left out', () => {
  const widths = new Map([
    ['name', 240],
    ['param.a, b', 90],
    ['best.x:y', 100],
  ]);

  expect(read(`widths=${encodeURIComponent(writeWidths(widths))}`).widths).toEqual(widths);
  expect(read('widths=name:9,x,:100,status:9999,seed:1e3').widths).toEqual(new Map());
});

test('no more than three fields make groups, and none twice', () => {
  expect(read('group=a,b,a,,c,d').groups).toEqual(['a', 'b', 'c']);
  expect(read('shading=on').shaded).toBe(true);
});
