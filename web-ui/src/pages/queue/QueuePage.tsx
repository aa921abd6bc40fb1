import { Stack, Text } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { useQueue } from '../../api/queue';
import { useStream } from '../../api/stream/useStream';
import type { Queue } from '../../api/types';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { PausedTable, WaitingTable } from './QueueTables';

const REFRESH_MILLIS = 2000;

/** What waits for a worker, in its order, why, and when it is expected to begin. */
export function QueuePage() {
  const query = useQueue();
  const client = useQueryClient();
  const refresh = useThrottledCallback(() => void client.invalidateQueries({ queryKey: keys.queue }), REFRESH_MILLIS);
  const connection = useStream({ watch: { all: true, workers: true }, after: null, onEvent: ({ kind }) => ['hello', 'run', 'deleted', 'worker'].includes(kind) && refresh() });
  const said = words().queue;
  return (
    <>
      <PageHeader title={said.title} beside={<ConnectionBadge state={connection} />} below={query.data && said.below(query.data.waiting, query.data.paused, query.data.workers)} />
      {query.isPending && <LoadingRows rows={8} height={32} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && <Tables queue={query.data} />}
    </>
  );
}

function Tables({ queue }: { readonly queue: Queue }) {
  const said = words().queue;
  if (queue.waiting + queue.paused === 0) return <EmptyState title={said.empty}>{said.emptyHint}</EmptyState>;
  return (
    <Stack gap="sm">
      {queue.items.length > 0 && (
        <Panel label={said.label}>
          <WaitingTable queue={queue} />
          {queue.items.length < queue.waiting && (
            <Text size="xs" c="dimmed" mt={6}>
              {said.first(queue.items.length)}
            </Text>
          )}
        </Panel>
      )}
      {queue.pausedRuns.length > 0 && (
        <Panel title={said.pausedTitle}>
          <PausedTable runs={queue.pausedRuns} />
        </Panel>
      )}
    </Stack>
  );
}
