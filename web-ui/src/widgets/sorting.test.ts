import { expect, test } from 'vitest';
import { readSorting, writeSorting } from './sorting';

test('an order survives the way through the address', () => {
  for (const text of ['name', '-best', '']) expect(writeSorting(readSorting(text))).toBe(text);
});
