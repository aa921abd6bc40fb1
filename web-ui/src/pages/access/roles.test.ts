import { expect, test } from 'vitest';
import { rolesUpTo, toRole } from './roles';

test('nobody is offered more than they may themselves', () => {
  expect(rolesUpTo('editor').map(({ value }) => value)).toEqual(['viewer', 'editor']);
  expect(rolesUpTo('admin')).toHaveLength(3);
});

test('what is no role is the least one', () => {
  expect(toRole('admin')).toBe('admin');
  expect(toRole('king')).toBe('viewer');
  expect(toRole(null)).toBe('viewer');
});
