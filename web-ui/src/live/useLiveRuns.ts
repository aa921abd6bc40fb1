import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { LiveBatch } from '../api/LiveBatch';
import { keys } from '../api/keys';
import { useMetrics } from '../api/runs';
import type { ConnectionState, StreamEvent, Watch } from '../api/stream/events';
import { useStream } from '../api/stream/useStream';
import type { Run } from '../api/types';
import { leaveExperiment, removeRun } from '../api/updates';
import { isExternal } from '../base/runs';
import { MetricStore } from '../series/MetricStore';

export type LiveRuns = {
  readonly store: MetricStore;
  readonly connection: ConnectionState;
};

/**
 * Keeps runs fresh: their history is fetched once, then the stream appends to the same columns and renews the summaries in the
 * query cache, once a frame; where they are wanted, with the points within epochs. It goes on from the change up to which the runs were known when they were fetched.
 */
export function useLiveRuns(runs: readonly Run[], watch: Partial<Watch>, upTo: number, { withinEpochs = false } = {}): LiveRuns {
  const client = useQueryClient();
  const [store] = useState(() => new MetricStore());
  const [batch] = useState(() => new LiveBatch(client));
  const ids = runs.map((run) => run.id);
  const metrics = useMetrics(ids);
  const steps = useMetrics(ids, 'steps', withinEpochs);

  useEffect(() => {
    for (const [run, columns] of Object.entries(metrics.data?.runs ?? {})) store.appendColumns(run, columns);
  }, [metrics.data, store]);
  useEffect(() => {
    for (const [run, columns] of Object.entries(steps.data?.runs ?? {})) store.appendSteps(run, columns);
  }, [steps.data, store]);

  // What its program had told beyond the step that it goes on from does not count any more.
  const beginAnew = (id: string) => {
    store.cut(id, -1);
    void client.invalidateQueries({ queryKey: keys.metrics(ids, 'epochs') });
  };

  const onEvent = (event: StreamEvent) => {
    switch (event.kind) {
      case 'run':
        batch.run(event.data);
        if (!isExternal(event.data)) store.cut(event.data.id, event.data.epochsCompleted);
        else if (runs.some(({ id, attempt }) => id === event.data.id && attempt < event.data.attempt)) beginAnew(event.data.id);
        break;
      case 'metrics':
        if (runs.some(({ id }) => id === event.data.run)) store.appendPoints(event.data.run, event.data.points);
        break;
      case 'steps':
        if (withinEpochs && runs.some(({ id }) => id === event.data.run)) store.appendSteps(event.data.run, event.data.series);
        break;
      case 'log':
        batch.log(event.data.run, event.data.lines);
        break;
      case 'deleted': {
        const known = runs.find(({ id }) => id === event.data.run);
        if (known) removeRun(client, known.experiment.id, known.id);
        break;
      }
      case 'left':
        leaveExperiment(client, event.data.experiment, event.data.run);
        break;
      case 'hello':
      case 'worker':
        break;
    }
  };
  return { store, connection: useStream({ watch, after: upTo, onEvent }) };
}
