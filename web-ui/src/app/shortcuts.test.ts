import { expect, test } from 'vitest';
import { commandOf } from './shortcuts';

test('keys lead to pages, the search and the list of keys', () => {
  expect(['/', '?', 'n', 'e'].map((key) => commandOf(key, ''))).toEqual(['search', 'help', 'new', null]);
  expect(['e', 'r', 'c', 'q', 'w', 'n'].map((key) => commandOf(key, 'g'))).toEqual(['experiments', 'runs', 'compare', 'queue', 'workers', null]);
});
