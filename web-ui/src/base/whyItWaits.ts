import { words } from '../words';

/** Enough runs of whose experiment, or of who queued them, are trained. */
export type LimitInTheWay = { readonly of: 'experiment' | 'person'; readonly name: string; readonly max: number };

export type Waiting = {
  /** Given to the workers: the first that is idle takes it. */
  readonly handedOut: boolean;
  /** Runs that are given to the workers before it. */
  readonly ahead: number;
  readonly workers: number;
  /** Workers that take no runs for a while. */
  readonly pausing: number;
  /** What it asks of a worker and none has. */
  readonly lacking: string | null;
  readonly limit: LimitInTheWay | null;
};

export function whyItWaits({ handedOut, ahead, workers, pausing, lacking, limit }: Waiting): string {
  const said = words().run.queue;
  if (workers === 0) return said.noWorker;
  if (lacking !== null) return said.lacking(lacking);
  if (pausing === workers) return said.pausing;
  if (limit !== null) return said.limit[limit.of](limit.max, limit.name);
  return handedOut ? said.handedOut : said.ahead(ahead);
}
