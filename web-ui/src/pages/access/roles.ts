import type { Role, TokenRole } from '../../api/types';
import { words } from '../../words';

/** From the least on: each may do all that the one before it may. */
const ROLES: readonly Role[] = ['viewer', 'editor', 'admin'];

/** The roles up to one, as choices. */
export function rolesUpTo(most: Role): { value: Role; label: string }[] {
  const meanings = words().access.roles;
  return ROLES.slice(0, ROLES.indexOf(most) + 1).map((role) => ({ value: role, label: meanings[role] }));
}

export function toRole(value: string | null): Role {
  return ROLES.find((role) => role === value) ?? 'viewer';
}

/** What a token of somebody can be for. */
export function tokenRolesUpTo(most: Role): { value: TokenRole; label: string }[] {
  const roles: { value: TokenRole; label: string }[] = rolesUpTo(most);
  return most === 'admin' ? [...roles, { value: 'enrolment', label: words().access.roles.enrolment }] : roles;
}

export function toTokenRole(value: string | null): TokenRole {
  return value === 'enrolment' ? value : toRole(value);
}
