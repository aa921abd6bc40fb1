import { Code, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { LiveBatch } from '../../api/LiveBatch';
import type { StreamEvent } from '../../api/stream/events';
import { useStream } from '../../api/stream/useStream';
import { useWorkers } from '../../api/workers';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { QuarantinePanel } from './QuarantinePanel';
import { WorkerTable } from './WorkerTable';

/** Who trains: every worker that reported lately, what it does and how busy it is. */
export function WorkersPage() {
  const query = useWorkers();
  const client = useQueryClient();
  const [batch] = useState(() => new LiveBatch(client));
  const onEvent = (event: StreamEvent) => {
    if (event.kind === 'hello') void client.invalidateQueries({ queryKey: keys.workers });
    if (event.kind === 'worker') batch.worker(event.data);
  };
  const connection = useStream({ watch: { workers: true }, after: null, onEvent });
  const said = words().workers;
  return (
    <>
      <PageHeader title={said.title} beside={<ConnectionBadge state={connection} />} below={said.below} />
      <Stack gap="sm">
        {query.isPending && <LoadingRows />}
        {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && query.data.items.length === 0 && (
          <EmptyState title={said.none}>
            {said.noneBefore}
            <Code>./trainyard worker</Code>
            {said.noneAfter}
          </EmptyState>
        )}
        {query.isSuccess && query.data.items.length > 0 && (
          <Panel label={said.title}>
            <WorkerTable workers={query.data.items} />
          </Panel>
        )}
        <QuarantinePanel />
      </Stack>
    </>
  );
}
