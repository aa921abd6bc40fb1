import { Alert, Grid, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { keys } from '../../api/keys';
import type { RunDetails } from '../../api/types';
import { humanize } from '../../base/format';
import { paths } from '../../base/paths';
import { MetricChart } from '../../charts/MetricChart';
import type { Line } from '../../charts/plotOptions';
import { useLiveRuns } from '../../live/useLiveRuns';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { FoldedLayers } from '../../widgets/FoldedLayers';
import { PageHeader } from '../../widgets/PageHeader';
import { Panel } from '../../widgets/Panel';
import { StatusBadge } from '../../widgets/StatusBadge';
import { AttemptsTable } from './AttemptsTable';
import { ClassAccuracies } from './ClassAccuracies';
import { Evidence } from './evidence/Evidence';
import { Files } from './Files';
import { Log } from './Log';
import { ParametersTable } from './ParametersTable';
import { RunActions } from './RunActions';
import { RunFacts } from './RunFacts';

/** What to do about a failure, by its kind. */
const REMEDIES: Readonly<Record<string, string>> = {
  data: 'The data set is missing, damaged or does not fit: mend the data and queue the run again.',
  configuration: 'The worker cannot do what the run asks for: change the settings or use another worker.',
  numeric: 'Training diverged: try a smaller learning rate.',
  storage: 'The disk of the worker is full, or its folders cannot be written: make room there.',
  memory: 'There was too little memory: make the batch or the network smaller.',
  lost: 'The run’s workers stopped again and again: look at their logs before queueing it anew.',
  crash: 'The run brought down the process that trained it: the end of its log tells where. Try another device, and report it.',
  internal: 'This is a defect of the program: the worker’s log tells more.',
};

export function RunView({ run }: { readonly run: RunDetails }) {
  const { store, connection } = useLiveRuns([run], { runs: run.id });
  useFreshDetails(run);
  const ended = run.status !== 'queued' && run.status !== 'running';
  const emptyText = ended ? 'No epoch was completed.' : undefined;
  // Where there are no classes, there is no accuracy.
  const measure = 'test_mean_absolute_error' in run.metrics ? 'mean_absolute_error' : 'accuracy';
  const linesOf = (of: string): Line[] => {
    const sets = [['train', 'training'], ['test', 'test'], ...(run.spec.dataset.validationShare > 0 ? [['validation', 'validation']] : [])];
    return sets.map(([set, label = ''], index) => ({ run: run.id, metric: `${set}_${of}`, label, index }));
  };

  return (
    <>
      <PageHeader
        title={run.name}
        above={[
          { name: 'Experiments', to: paths.experiments },
          { name: run.experiment.name, to: paths.experiment(run.experiment.id) },
        ]}
        beside={
          <>
            <StatusBadge status={run.status} size="lg" />
            <ConnectionBadge state={connection} />
          </>
        }
        actions={<RunActions run={run} />}
      />
      <Stack gap="md">
        {run.failure && (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={`The run failed (${run.failure.kind})`}>
            <Text size="sm">{run.failure.message}</Text>
            <Text size="sm" mt={4}>
              {REMEDIES[run.failure.kind] ?? ''}
            </Text>
          </Alert>
        )}
        <RunFacts run={run} />
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Panel>
            <MetricChart title={humanize(measure)} store={store} emptyText={emptyText} lines={linesOf(measure)} />
          </Panel>
          <Panel>
            <MetricChart title="Loss" store={store} emptyText={emptyText} lines={linesOf('loss')} />
          </Panel>
        </SimpleGrid>
        <Evidence run={run} />
        <Grid gutter="md">
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Stack gap="md">
              <Panel title="Network">
                <FoldedLayers label="Layers of the network" layers={run.network} />
              </Panel>
              <Panel title="Attempts">
                <AttemptsTable attempts={run.attempts} />
              </Panel>
              <Files run={run} />
              <Log lines={run.log} emptyText={ended ? 'The worker wrote nothing.' : 'Nothing yet.'} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="md">
              <ClassAccuracies accuracies={run.classAccuracies} emptyText={emptyText} />
              <ParametersTable parameters={run.parameters} />
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
    </>
  );
}

/** Epochs may be much shorter than what fetching and drawing the whole page takes. */
const REFRESH_PAUSE_MILLIS = 1000;

/**
 * Attempts, class accuracies and files do not come by the stream: a new epoch, attempt, state or file fetches them anew, at most
 * once a second.
 */
function useFreshDetails({ id, epochsCompleted, attempt, status, filesSavedAt }: RunDetails) {
  const client = useQueryClient();
  const seen = `${epochsCompleted} ${attempt} ${status} ${filesSavedAt}`;
  const first = useRef(seen);
  const refreshedAt = useRef(0);
  useEffect(() => {
    if (first.current === seen) return;
    first.current = '';
    const pause = Math.max(0, refreshedAt.current + REFRESH_PAUSE_MILLIS - Date.now());
    const timer = setTimeout(() => {
      refreshedAt.current = Date.now();
      void client.invalidateQueries({ queryKey: keys.run(id) });
    }, pause);
    return () => clearTimeout(timer);
  }, [client, id, seen]);
}
