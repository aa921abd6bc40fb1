import { Grid, SimpleGrid, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { keys } from '../../api/keys';
import { useEditRun } from '../../api/organise';
import type { RunDetails } from '../../api/types';
import { humanize } from '../../base/names';
import { paths } from '../../base/paths';
import { primaryMetric } from '../../base/primaryMetric';
import { hasEnded, isExternal } from '../../base/runs';
import { MetricChart } from '../../charts/MetricChart';
import { useLiveRuns } from '../../live/useLiveRuns';
import { EditButton } from '../../organise/EditButton';
import { Marks } from '../../organise/Marks';
import { StarButton } from '../../organise/StarButton';
import type { MetricStore } from '../../series/MetricStore';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { FoldedLayers } from '../../widgets/FoldedLayers';
import { notifyProblem } from '../../widgets/notify';
import { OriginBadge } from '../../widgets/OriginBadge';
import { PageHeader } from '../../widgets/PageHeader';
import { Panel } from '../../widgets/Panel';
import { StatusBadge } from '../../widgets/StatusBadge';
import { words } from '../../words';
import { AttemptsTable } from './AttemptsTable';
import { ClassAccuracies } from './ClassAccuracies';
import { Evidence } from './evidence/Evidence';
import { ExternalParts } from './ExternalParts';
import { Files } from './Files';
import { Log } from './Log';
import { ParametersTable } from './ParametersTable';
import { RunActions } from './RunActions';
import { RunFacts } from './RunFacts';
import { RunState } from './RunState';
import { setLines } from './setLines';

const CHART_PIXELS = 200;

export function RunView({ run }: { readonly run: RunDetails }) {
  const { store, connection } = useLiveRuns([run], { runs: [run.id] }, run.upTo, { withinEpochs: true });
  useFreshDetails(run);
  const edit = useEditRun(run.id);

  return (
    <>
      <PageHeader
        title={run.name}
        above={[
          { name: words().experiments.title, to: paths.experiments },
          { name: run.experiment.name, to: paths.experiment(run.experiment.id) },
        ]}
        beside={
          <>
            <StarButton name={run.name} starred={run.starred} pending={edit.isPending} onChange={(starred) => edit.mutate({ starred }, { onError: notifyProblem })} />
            <StatusBadge status={run.status} />
            <OriginBadge run={run} />
            <ConnectionBadge state={connection} />
          </>
        }
        actions={
          <>
            <EditButton of={run} saving={edit} />
            <RunActions run={run} />
          </>
        }
      />
      <Stack gap="sm">
        <Marks tags={run.tags} note={run.note} archivedAt={run.archivedAt} />
        <RunState run={run} />
        {isExternal(run) ? <ExternalParts run={run} store={store} /> : <TrainedParts run={run} store={store} />}
      </Stack>
    </>
  );
}

/** What a worker leaves of a run: its network, evidence and files. */
function TrainedParts({ run, store }: { readonly run: RunDetails; readonly store: MetricStore }) {
  const said = words().run;
  const emptyText = hasEnded(run) ? said.noEpoch : undefined;
  const measure = primaryMetric(run).split('_').slice(1).join('_');
  return (
    <>
      <RunFacts run={run} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
        {[...new Set([measure, 'loss'])].map((of) => (
          <Panel key={of}>
            <MetricChart title={humanize(of)} store={store} emptyText={emptyText} lines={setLines(run, of)} height={CHART_PIXELS} syncKey={run.id} />
          </Panel>
        ))}
      </SimpleGrid>
      <Evidence run={run} />
      <Grid gutter="sm">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="sm">
            <Panel title={said.network}>
              <FoldedLayers label={said.layersOfNetwork} layers={run.network} />
            </Panel>
            <Panel title={said.attempts}>
              <AttemptsTable attempts={run.attempts} />
            </Panel>
            <Files run={run} />
            <Log lines={run.log} emptyText={hasEnded(run) ? said.log.silent : said.log.notYet} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="sm">
            {measure === 'accuracy' && <ClassAccuracies accuracies={run.classAccuracies} emptyText={emptyText} />}
            <ParametersTable parameters={run.parameters} />
          </Stack>
        </Grid.Col>
      </Grid>
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
