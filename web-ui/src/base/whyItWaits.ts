import { words } from '../words';

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
};

export function whyItWaits({ handedOut, ahead, workers, pausing, lacking }: Waiting): string {
  const said = words().run.queue;
  if (workers === 0) return said.noWorker;
  if (lacking !== null) return said.lacking(lacking);
  if (pausing === workers) return said.pausing;
  return handedOut ? said.handedOut : said.ahead(ahead);
}
