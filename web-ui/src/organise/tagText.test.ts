import { expect, test } from 'vitest';
import { tagChanges } from '../api/organise';
import { tagsOf, tagText } from './tagText';

test('a tag is written and read in one way', () => {
  expect(tagsOf(['phase=a', 'paper', 'rule = x=y'])).toEqual({ phase: 'a', paper: '', rule: 'x=y' });
  expect(tagText('paper', '')).toBe('paper');
  expect(tagsOf([tagText('phase', 'a=b')])).toEqual({ phase: 'a=b' });
});

test('only what is different is changed', () => {
  expect(tagChanges({ a: '1', b: '2', c: '' }, { a: '1', b: '3', d: '' })).toEqual({ c: null, b: '3', d: '' });
});
