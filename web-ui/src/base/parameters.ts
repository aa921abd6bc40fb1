import { words } from '../words';
import { formatDigest, MISSING } from './format';

export type ParameterValue = string | number | boolean | null | readonly unknown[];
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** What a reader asks for first: the network and its data, then how it is trained, then on what. */
const PARTS = [
  'network',
  'parameters',
  'initialization',
  'dataset',
  'pixelsPermuted',
  'pixelPermutationSeed',
  'augmentation',
  'epochs',
  'batchSize',
  'seed',
  'loss',
  'optimizer',
  'schedule',
  'update',
  'earlyStopping',
  'device',
  'precision',
  'threads',
  'replicas',
];

const DIGEST = /^[0-9a-f]{64}$/;

/** The data sets of which the runs have seen different versions. */
export function datasetsOfSeveralVersions(runs: readonly Parameters[]): string[] {
  const digests = new Map<string, Set<string>>();
  for (const run of runs) {
    const [name, digest] = [run.dataset, run['dataset.digest']];
    if (typeof name !== 'string' || typeof digest !== 'string') continue;
    digests.set(name, (digests.get(name) ?? new Set()).add(digest));
  }
  return [...digests].filter(([, seen]) => seen.size > 1).map(([name]) => name);
}

/** The names of all parameters of several runs part by part, each part's own name (`optimizer`) before its settings. */
export function parameterNames(runs: readonly Parameters[]): string[] {
  return [...new Set(runs.flatMap((run) => Object.keys(run)))].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

function rank(name: string): number {
  const at = PARTS.indexOf(name.split('.', 1)[0] ?? '');
  return at < 0 ? PARTS.length : at;
}

/** The names whose values are not the same in all runs; a value that is missing counts as a value. */
export function differingNames(runs: readonly Parameters[]): string[] {
  return parameterNames(runs).filter((name) => new Set(runs.map((run) => JSON.stringify(run[name]))).size > 1);
}

export function formatParameter(value: ParameterValue | undefined): string {
  if (value === undefined || value === null) return MISSING;
  if (typeof value === 'boolean') return value ? words().common.yes : words().common.no;
  if (typeof value === 'number') return Number.isInteger(value) && value >= 10_000 ? value.toLocaleString('en') : String(value);
  if (typeof value === 'string') return DIGEST.test(value) ? formatDigest(value) : value;
  return JSON.stringify(value);
}
