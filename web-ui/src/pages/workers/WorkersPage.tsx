import { Code, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { updateWorker } from '../../api/updates';
import { useStream } from '../../api/useStream';
import { useWorkers } from '../../api/workers';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { QuarantinePanel } from './QuarantinePanel';
import { WorkerTable } from './WorkerTable';

/** Who trains: every worker that reported lately, what it does and how busy it is. */
export function WorkersPage() {
  const query = useWorkers();
  const client = useQueryClient();
  const connection = useStream({
    filter: { workers: 'true' },
    after: '',
    listener: {
      hello: () => void client.invalidateQueries({ queryKey: keys.workers }),
      worker: (worker) => updateWorker(client, worker),
    },
  });
  return (
    <Stack gap="md">
      <PageHeader title="Workers" beside={<ConnectionBadge state={connection} />} below="Workers take queued runs, train them and report every epoch." />
      {query.isPending && <LoadingRows />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && query.data.items.length === 0 && (
        <EmptyState title="No worker has reported yet">
          Start one with <Code>./trainyard worker</Code>; it appears here with its first report. Until then runs stay queued.
        </EmptyState>
      )}
      {query.isSuccess && query.data.items.length > 0 && (
        <Panel>
          <WorkerTable workers={query.data.items} />
        </Panel>
      )}
      <QuarantinePanel />
    </Stack>
  );
}
