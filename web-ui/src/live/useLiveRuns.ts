import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useMetrics } from '../api/runs';
import type { ConnectionState } from '../api/StreamConnection';
import type { Run } from '../api/types';
import { appendLog, removeRun, updateRun } from '../api/updates';
import { useStream } from '../api/useStream';
import { MetricStore } from '../series/MetricStore';
import type { Query } from '../base/paths';

export type LiveRuns = {
  readonly store: MetricStore;
  readonly connection: ConnectionState;
  readonly loadingMetrics: boolean;
};

/**
 * Keeps runs fresh: their history is fetched once, then the stream appends to the same columns and renews the summaries in the
 * query cache. The stream starts at the oldest of the changes that were fetched, so nothing is missed between the two.
 */
export function useLiveRuns(runs: readonly Run[], filter: Query): LiveRuns {
  const client = useQueryClient();
  const [store] = useState(() => new MetricStore());
  const ids = runs.map((run) => run.id);
  const metrics = useMetrics(ids);

  useEffect(() => {
    for (const [run, columns] of Object.entries(metrics.data?.runs ?? {})) store.appendColumns(run, columns);
  }, [metrics.data, store]);

  const connection = useStream({
    filter,
    after: runs.length === 0 ? null : String(Math.min(...runs.map((run) => run.change))),
    listener: {
      run: (run) => {
        updateRun(client, run);
        store.cut(run.id, run.epochsCompleted);
      },
      metrics: ({ run, points }) => store.appendPoints(run, points),
      log: ({ run, lines }) => appendLog(client, run, lines),
      deleted: ({ run }) => {
        const known = runs.find((other) => other.id === run);
        if (known) removeRun(client, known.experiment.id, run);
      },
    },
  });
  return { store, connection, loadingMetrics: metrics.isLoading };
}
