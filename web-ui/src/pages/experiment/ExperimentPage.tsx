import { Button, SimpleGrid, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { useExperiment } from '../../api/experiments';
import type { ExperimentWithRuns } from '../../api/types';
import { MetricChart } from '../../charts/MetricChart';
import type { Line } from '../../charts/plotOptions';
import { download } from '../../base/download';
import { formatDateTime, plural } from '../../base/format';
import { api, paths } from '../../base/paths';
import { useLiveRuns } from '../../live/useLiveRuns';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { StatusCounts } from '../../widgets/StatusBadge';
import { DeleteButton } from './DeleteButton';
import { RunsTable } from './RunsTable';

/** More curves than this in one chart can neither be told apart nor drawn lightly. */
const CHARTED_RUNS = 32;

export function ExperimentPage() {
  const { id = '' } = useParams();
  const query = useExperiment(id);
  if (query.isPending) return <LoadingRows rows={8} height={48} />;
  if (query.isError)
    return (
      <>
        <PageHeader title="Experiment" above={[{ name: 'Experiments', to: paths.experiments }]} />
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  return <Loaded key={id} experiment={query.data} />;
}

function Loaded({ experiment }: { readonly experiment: ExperimentWithRuns }) {
  const { runs } = experiment;
  const charted = runs.slice(0, CHARTED_RUNS);
  const { store, connection } = useLiveRuns(charted, { experiment: experiment.id });
  const linesOf = (metric: string): Line[] => charted.map(({ id, name }, index) => ({ run: id, metric, label: name, index }));
  const more = runs.length > CHARTED_RUNS ? ` (the first ${CHARTED_RUNS} runs)` : '';

  return (
    <>
      <PageHeader
        title={experiment.name}
        above={[{ name: 'Experiments', to: paths.experiments }]}
        beside={<ConnectionBadge state={connection} />}
        below={
          <Stack gap={6}>
            {experiment.description !== '' && <span>{experiment.description}</span>}
            <span>
              {plural(runs.length, 'run')}, queued {formatDateTime(experiment.createdAt)}
              {experiment.priority !== 0 && `, priority ${experiment.priority}`}
            </span>
            <StatusCounts counts={experiment.counts} />
          </Stack>
        }
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => download(api.comparisonCsv({ experiment: experiment.id, shape: 'runs' }))}
            >
              Download CSV
            </Button>
            <DeleteButton experiment={experiment} />
          </>
        }
      />
      {runs.length === 0 ? (
        <EmptyState title="All runs of this experiment were deleted" />
      ) : (
        <Stack gap="md">
          <Panel>
            <RunsTable runs={runs} />
          </Panel>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            <Panel>
              <MetricChart title={`Test accuracy${more}`} store={store} lines={linesOf('test_accuracy')} />
            </Panel>
            <Panel>
              <MetricChart title={`Test loss${more}`} store={store} lines={linesOf('test_loss')} />
            </Panel>
          </SimpleGrid>
        </Stack>
      )}
    </>
  );
}
