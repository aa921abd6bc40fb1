import { expect, test } from 'vitest';
import { rolesUpTo, tokenRolesUpTo, toRole, toTokenRole } from './roles';

test('nobody is offered more than they may themselves', () => {
  expect(rolesUpTo('editor').map(({ value }) => value)).toEqual(['viewer', 'editor']);
  expect(rolesUpTo('admin')).toHaveLength(3);
});

test('what is no role is the least one', () => {
  expect(toRole('admin')).toBe('admin');
  expect(toRole('king')).toBe('viewer');
  expect(toRole(null)).toBe('viewer');
});

test('only administrators make tokens that let workers in', () => {
  expect(tokenRolesUpTo('admin').map(({ value }) => value)).toContain('enrolment');
  expect(tokenRolesUpTo('editor').map(({ value }) => value)).not.toContain('enrolment');
  expect(toTokenRole('enrolment')).toBe('enrolment');
  expect(toTokenRole('king')).toBe('viewer');
});
