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
  switch (problem.status) {
    case UNREACHABLE:
      return 'Check that the tracker is running and that this machine reaches it, then try again.';
    case 404:
      return 'It may have been deleted. Go back to the list and look for it there.';
    case 401:
      return 'Log in and try again.';
    case 403:
      return problem.detail.includes('role')
        ? 'Ask an administrator of this Trainyard for it.'
        : 'Open Trainyard under the address that the tracker is bound to.';
    case 429:
      return 'Try again in a moment.';
    case 409:
      return 'Its state has changed meanwhile. Reload to see the present one.';
    case 503:
      return 'The tracker is starting, or has lost its database. Try again in a moment.';
    default:
      return problem.status >= 500
        ? 'Try again. If it stays, the tracker’s log tells why.'
        : 'Change what the message names and try again.';
  }
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  // What browsers say when a page's code could not be fetched.
  const title = /module script|dynamically imported module/.test(message) ? 'The tracker does not answer' : 'Something went wrong';
  return new Problem(UNREACHABLE, title, message);
}
