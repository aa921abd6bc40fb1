/** Every URL of the pages and of the API, in one place. */
export const paths = {
  experiments: '/',
  newExperiment: '/experiments/new',
  clone: (run: string) => `/experiments/new?from=${encodeURIComponent(run)}`,
  experiment: (id: string) => `/experiments/${encodeURIComponent(id)}`,
  runs: '/runs',
  run: (id: string) => `/runs/${encodeURIComponent(id)}`,
  compare: (runs: readonly string[] = []) =>
    runs.length === 0 ? '/compare' : `/compare?runs=${runs.map(encodeURIComponent).join(',')}`,
  /** A comparison of what a filter finds. */
  compareFound: (filter: string, experiment?: string) => `/compare${query({ find: filter, in: experiment })}`,
  queue: '/queue',
  workers: '/workers',
  access: '/access',
  login: (next = '') => (next === '' || next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`),
} as const;

/** Where to go after the login: a page of the tracker, whatever the address says. */
export function afterLogin(next: string | null): string {
  // Browsers read a backslash as a slash, and pass over tabs and line ends.
  const isPage = next !== null && /^\/(?!\/)[^\\\s]*$/.test(next);
  return isPage && !next.startsWith('/login') ? next : '/';
}

/** What the router matches. */
export const patterns = {
  experiments: '/',
  newExperiment: '/experiments/new',
  experiment: '/experiments/:id',
  runs: '/runs',
  run: '/runs/:id',
  compare: '/compare',
  queue: '/queue',
  workers: '/workers',
  access: '/access',
  login: '/login',
} as const;

export type Query = Readonly<Record<string, string | number | undefined>>;

/** A query string with its question mark; parameters without a value are left out. */
export function query(parameters: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== '') search.set(name, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

const API = '/api/v1';

export const api = {
  experiments: (parameters: Query = {}) => `${API}/experiments${query(parameters)}`,
  experiment: (id: string) => `${API}/experiments/${encodeURIComponent(id)}`,
  addRuns: (experiment: string) => `${API}/experiments/${encodeURIComponent(experiment)}/runs`,
  comparison: (parameters: Query) => `${API}/comparison${query(parameters)}`,
  runs: (parameters: Query = {}) => `${API}/runs${query(parameters)}`,
  groups: (parameters: Query) => `${API}/groups${query(parameters)}`,
  views: `${API}/views`,
  view: (name: string) => `${API}/views${query({ name })}`,
  run: (id: string) => `${API}/runs/${encodeURIComponent(id)}`,
  artifact: (run: string, name: string) => `${API}/runs/${encodeURIComponent(run)}/artifacts/${encodeURIComponent(name)}`,
  moveRun: (id: string, to: string) => `${API}/runs/${encodeURIComponent(id)}/${to}`,
  filterHelp: (filter: string, at: number) => `${API}/search/completions?filter=${encodeURIComponent(filter)}&at=${at}`,
  metrics: (parameters: Query) => `${API}/metrics${query(parameters)}`,
  queue: (parameters: Query = {}) => `${API}/queue${query(parameters)}`,
  bulk: `${API}/bulk/runs`,
  workers: `${API}/workers`,
  quarantine: (parameters: Query = {}) => `${API}/quarantine${query(parameters)}`,
  replayQuarantine: `${API}/quarantine/replay`,
  replayRecord: (id: number) => `${API}/quarantine/${id}/replay`,
  quarantinedRecord: (id: number) => `${API}/quarantine/${id}`,
  session: `${API}/session`,
  ownPassword: `${API}/session/password`,
  tokens: (parameters: Query = {}) => `${API}/tokens${query(parameters)}`,
  token: (id: number) => `${API}/tokens/${id}`,
  users: `${API}/users`,
  user: (name: string) => `${API}/users/${encodeURIComponent(name)}`,
  enrolments: `${API}/enrolments`,
  enrolment: (worker: string) => `${API}/enrolments/${encodeURIComponent(worker)}`,
  audit: (parameters: Query = {}) => `${API}/audit${query(parameters)}`,
  presets: `${API}/presets`,
  resolveNetwork: `${API}/networks/resolve`,
  stream: (parameters: Query) => `${API}/stream${query(parameters)}`,
  comparisonCsv: (parameters: Query) => `${API}/reports/comparison.csv${query(parameters)}`,
} as const;
