import { expect, test } from 'vitest';
import { paths, query } from './paths';

test('parameters without a value are left out', () => {
  expect(query({ text: '', limit: 50, after: undefined })).toBe('?limit=50');
  expect(query({})).toBe('');
});

test('an address of a comparison names its runs', () => {
  expect(paths.compare(['a', 'b'])).toBe('/compare?runs=a,b');
  expect(paths.compare()).toBe('/compare');
});
