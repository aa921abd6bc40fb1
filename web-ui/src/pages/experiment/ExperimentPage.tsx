import { SimpleGrid, Stack } from '@mantine/core';
import { useParams } from 'react-router';
import { CsvMenu } from '../../actions/CsvMenu';
import { useExperiment } from '../../api/experiments';
import { useEditExperiment } from '../../api/organise';
import type { ExperimentWithRuns } from '../../api/types';
import { formatDateTime } from '../../base/format';
import { metricName } from '../../base/names';
import { paths } from '../../base/paths';
import { lossBeside, primaryMetricOf } from '../../base/primaryMetric';
import { isExternal } from '../../base/runs';
import { MetricChart } from '../../charts/MetricChart';
import { strokesOf, strokeAt } from '../../charts/palette';
import type { Line } from '../../charts/plotOptions';
import { useLiveRuns } from '../../live/useLiveRuns';
import { EditButton } from '../../organise/EditButton';
import { Marks } from '../../organise/Marks';
import { StarButton } from '../../organise/StarButton';
import { RecipePanel } from '../../recipes/RecipePanel';
import { RelationsPanel } from '../../relations/RelationsPanel';
import { useTableState } from '../../table/tableState';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { notifyProblem } from '../../widgets/notify';
import { PageHeader } from '../../widgets/PageHeader';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { StatusCounts } from '../../widgets/StatusBadge';
import { words } from '../../words';
import { DeleteButton } from './DeleteButton';
import { RunsTable } from './RunsTable';

/** More curves than this in a small chart cannot be told apart; the comparison has room for more. */
const CHARTED_RUNS = 32;
const CHART_PIXELS = 190;

export function ExperimentPage() {
  const { id = '' } = useParams();
  const query = useExperiment(id);
  if (query.isPending) return <LoadingRows rows={12} height={32} />;
  if (query.isError)
    return (
      <>
        <PageHeader title={words().experiment.title} above={[{ name: words().experiments.title, to: paths.experiments }]} />
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  return <Loaded key={id} experiment={query.data} />;
}

function Loaded({ experiment }: { readonly experiment: ExperimentWithRuns }) {
  const { runs } = experiment;
  const said = words().experiment;
  const [{ filter }, change] = useTableState();
  const edit = useEditExperiment(experiment.id);
  const charted = runs.slice(0, CHARTED_RUNS);
  const { store, connection } = useLiveRuns(charted, { experiments: [experiment.id] }, experiment.upTo);
  const metric = primaryMetricOf(runs);
  const strokes = strokesOf(charted.map(({ id }) => id));
  const linesOf = (of: string): Line[] => charted.map((run) => ({ run: run.id, metric: of, label: run.name, stroke: strokes.get(run.id) ?? strokeAt(0), steps: isExternal(run) }));
  const chart = (of: string) => {
    const title = metricName(of);
    return (
      <Panel key={of}>
        <MetricChart title={runs.length > CHARTED_RUNS ? said.charted(title, CHARTED_RUNS) : title} store={store} lines={linesOf(of)} height={CHART_PIXELS} syncKey={experiment.id} />
      </Panel>
    );
  };

  return (
    <>
      <PageHeader
        title={experiment.name}
        above={[{ name: words().experiments.title, to: paths.experiments }]}
        beside={
          <>
            <StarButton name={experiment.name} starred={experiment.starred} pending={edit.isPending} onChange={(starred) => edit.mutate({ starred }, { onError: notifyProblem })} />
            <StatusCounts counts={experiment.counts} />
            <ConnectionBadge state={connection} />
          </>
        }
        below={[said.queued(runs.length, formatDateTime(experiment.createdAt)) + (experiment.priority === 0 ? '' : `, ${said.priority(experiment.priority)}`)]
          .filter((part) => part !== '')
          .join(' · ')}
        actions={
          <>
            <CsvMenu of={{ experiment: experiment.id, filter }} />
            <EditButton of={{ ...experiment, note: experiment.description }} saving={edit} />
            <DeleteButton experiment={experiment} />
          </>
        }
      />
      <div style={{ marginBottom: 'var(--mantine-spacing-sm)' }}>
        <Marks tags={experiment.tags} note={experiment.description} archivedAt={experiment.archivedAt} />
      </div>
      {runs.length === 0 ? (
        <EmptyState title={said.empty}>{said.emptyHint}</EmptyState>
      ) : (
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
            {[...new Set([metric, lossBeside(metric)])].map(chart)}
          </SimpleGrid>
          <Panel label={said.runs}>
            <RunsTable experiment={experiment.id} runs={runs} metric={metric} />
          </Panel>
          {runs.length > 1 && <RelationsPanel runs={runs} metric={metric} onFilter={(filter) => change({ filter })} />}
          {runs.length > 1 && <RecipePanel of={{ experiment: experiment.id }} runs={runs} metric={metric} />}
        </Stack>
      )}
    </>
  );
}
