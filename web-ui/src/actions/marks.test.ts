import { expect, test } from 'vitest';
import { marksOf } from './marks';

test('what had the mark before keeps it when the others are taken back', () => {
  const changed = marksOf([
    { id: 'a', starred: true, archivedAt: null },
    { id: 'b', starred: false, archivedAt: '2026-01-31T12:00:00Z' },
  ]);

  expect(changed('starred', true)).toEqual(['b']);
  expect(changed('starred', false)).toEqual(['a']);
  expect(changed('archived', true)).toEqual(['a']);
});
