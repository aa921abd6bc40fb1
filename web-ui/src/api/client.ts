import { Problem, UNREACHABLE, type FieldProblem } from '../base/problem';
import { words } from '../words';

type Headers = Readonly<Record<string, string>>;
type Body = { readonly title?: string; readonly detail?: string; readonly errors?: readonly FieldProblem[] };

/** One request to the tracker; throws a {@link Problem} for anything but success. */
export async function request<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown, headers?: Headers): Promise<T> {
  const response = await send(method, url, body, headers);
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export const get = <T>(url: string): Promise<T> => request<T>('GET', url);

/** A file as it is. */
export async function getBytes(url: string): Promise<ArrayBuffer> {
  const response = await send('GET', url, undefined, { Accept: '*/*' });
  if (!response.ok) throw await problemOf(response);
  return response.arrayBuffer();
}

async function send(method: string, url: string, body: unknown, more: Headers = {}): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json', ...more };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  } catch {
    throw new Problem(UNREACHABLE, words().common.silent, '');
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Body;
  return new Problem(response.status, body.title ?? words().common.answered(response.status), body.detail ?? '', body.errors ?? []);
}
