/** The names of what the query cache holds. */
export const keys = {
  experiments: (text?: string) => (text === undefined ? ['experiments'] : ['experiments', text]),
  experiment: (id: string) => ['experiment', id],
  run: (id: string) => ['run', id],
  artifact: (run: string, name: string, savedAt: string) => ['artifact', run, name, savedAt],
  compared: (ids?: readonly string[]) => (ids === undefined ? ['compared'] : ['compared', ...ids]),
  runs: (parameters: Readonly<Record<string, string>>) => ['runs', parameters],
  workers: ['workers'],
  quarantine: ['quarantine'],
  session: ['session'],
  tokens: (all?: boolean) => (all === undefined ? ['tokens'] : ['tokens', all]),
  users: ['users'],
  audit: ['audit'],
  enrolments: ['enrolments'],
  presets: ['presets'],
  network: (network: unknown, dataset: string) => ['network', dataset, network],
  metrics: (runs: readonly string[], points: string) => ['metrics', points, ...runs],
};
