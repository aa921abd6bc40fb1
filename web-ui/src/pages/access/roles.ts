import type { Role, TokenRole } from '../../api/types';

/** From the least on: each may do all that the one before it may. */
const ROLES: readonly Role[] = ['viewer', 'editor', 'admin'];

const MEANINGS: Readonly<Record<Role, string>> = {
  viewer: 'viewer: reads',
  editor: 'editor: also queues, cancels and deletes',
  admin: 'admin: also people and workers',
};

/** The roles up to one, as choices. */
export function rolesUpTo(most: Role): { value: Role; label: string }[] {
  return ROLES.slice(0, ROLES.indexOf(most) + 1).map((role) => ({ value: role, label: MEANINGS[role] }));
}

export function toRole(value: string | null): Role {
  return ROLES.find((role) => role === value) ?? 'viewer';
}

/** What a token of somebody can be for. */
export function tokenRolesUpTo(most: Role): { value: TokenRole; label: string }[] {
  const roles: { value: TokenRole; label: string }[] = rolesUpTo(most);
  return most === 'admin' ? [...roles, { value: 'enrolment', label: 'enrolment: lets workers in' }] : roles;
}

export function toTokenRole(value: string | null): TokenRole {
  return value === 'enrolment' ? value : toRole(value);
}
