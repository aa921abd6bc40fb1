import { expect, test } from 'vitest';
import { IDS, partsOf } from './bulk';

test('more runs than one request carries go in parts', () => {
  const runs = Array.from({ length: IDS + 1 }, (_, i) => `r${i}`);

  expect(partsOf({ runs }).map((part) => 'runs' in part && part.runs.length)).toEqual([IDS, 1]);
  expect(partsOf({ filter: "status = 'failed'" })).toEqual([{ filter: "status = 'failed'" }]);
});
