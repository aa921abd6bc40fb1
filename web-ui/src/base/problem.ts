import { words } from '../words';

export type FieldProblem = { readonly field: string; readonly message: string };

/** What the tracker answers when it cannot do what was asked (RFC 9457), or what stands for it when no answer came. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
  ) {
    super(detail === '' ? title : `${title}: ${detail}`);
    this.name = 'Problem';
  }
}

export const UNREACHABLE = 0;

/** What a reader can do about a problem. */
export function adviceFor(problem: Problem): string {
  const { advice } = words().common;
  switch (problem.status) {
    case UNREACHABLE:
      return advice.unreachable;
    case 404:
      return advice.missing;
    case 401:
      return advice.login;
    case 403:
      return problem.detail.includes('role') ? advice.role : advice.forbidden;
    case 429:
      return advice.later;
    case 409:
      return advice.conflict;
    case 503:
      return advice.starting;
    default:
      return problem.status >= 500 ? advice.defect : advice.mend;
  }
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  const { silent, unknownError } = words().common;
  // What browsers say when a page's code could not be fetched.
  return new Problem(UNREACHABLE, /module script|dynamically imported module/.test(message) ? silent : unknownError, message);
}
