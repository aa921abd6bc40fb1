import { expect, test } from 'vitest';
import { afterLogin, paths, query } from './paths';

test('parameters without a value are left out', () => {
  expect(query({ text: '', limit: 50, after: undefined })).toBe('?limit=50');
  expect(query({})).toBe('');
});

test('an address of a comparison names its runs', () => {
  expect(paths.compare(['a', 'b'])).toBe('/compare?runs=a,b');
  expect(paths.compare()).toBe('/compare');
});

test('the login leads to a page of the tracker only', () => {
  expect(afterLogin('/runs/1?x=y')).toBe('/runs/1?x=y');
  for (const elsewhere of [null, '', 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/\t/elsewhere.example', 'javascript:alert(1)', '/login?next=/'])
    expect(afterLogin(elsewhere)).toBe('/');
});
