import { api } from '../../base/paths';
import { StreamConnection } from './StreamConnection';
import type { Connect } from './StreamHub';

/** Opens the tracker's stream. */
export const connect: Connect = ({ runs, experiments, all, workers }, after, onEvent, onState) =>
  new StreamConnection(
    (lastEventId) =>
      api.stream({
        runs: runs.join(','),
        experiment: experiments.join(','),
        all: all && runs.length + experiments.length > 0 ? 'true' : undefined,
        workers: workers ? 'true' : undefined,
        lastEventId,
      }),
    after === null ? '' : String(after),
    onEvent,
    onState,
  );
