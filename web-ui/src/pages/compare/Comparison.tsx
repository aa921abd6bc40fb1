import { Group, Select, Slider, Stack, Switch, Text } from '@mantine/core';
import type { RunDetails } from '../../api/types';
import { humanize } from '../../base/format';
import { MetricChart } from '../../charts/MetricChart';
import { useLiveRuns } from '../../live/useLiveRuns';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { Panel } from '../../widgets/Panel';
import { MetricsTable } from './MetricsTable';
import { ParametersTable } from './ParametersTable';
import type { ViewState } from './viewState';

const USUAL_METRICS = ['test_accuracy', 'test_loss', 'train_accuracy', 'train_loss', 'learning_rate', 'images_per_second'];

type Props = { readonly runs: readonly RunDetails[]; readonly view: ViewState; readonly change: (part: Partial<ViewState>) => void };

export function Comparison({ runs, view, change }: Props) {
  const { store, connection } = useLiveRuns(runs, { runs: runs.map((run) => run.id).join(',') });
  const metrics = [...new Set([...USUAL_METRICS, view.metric, ...runs.flatMap((run) => Object.keys(run.metrics))])];
  const labels = labelsOf(runs);
  return (
    <Stack gap="md">
      <Panel>
        <Group gap="xl" align="flex-end" mb="md">
          <Select
            label="Metric"
            data={metrics.map((value) => ({ value, label: humanize(value) }))}
            value={view.metric}
            allowDeselect={false}
            onChange={(metric) => metric && change({ metric })}
            w={220}
          />
          <div style={{ width: 220 }}>
            <Text size="sm" fw={500} id="smoothing">
              Smoothing: {view.smoothing === 0 ? 'none' : view.smoothing}
            </Text>
            <Slider
              thumbLabel="Smoothing, as the weight of the past"
              min={0}
              max={0.99}
              step={0.01}
              label={null}
              value={view.smoothing}
              onChange={(smoothing) => change({ smoothing: Number(smoothing.toFixed(2)) })}
              py={8}
            />
          </div>
          <Switch label="Logarithmic scale" checked={view.logarithmic} onChange={(event) => change({ logarithmic: event.currentTarget.checked })} pb={8} />
          <ConnectionBadge state={connection} />
        </Group>
        <MetricChart
          title={humanize(view.metric)}
          store={store}
          lines={runs.map((run, index) => ({ run: run.id, metric: view.metric, label: labels[index] ?? run.name, index }))}
          height={360}
          smoothing={view.smoothing}
          logarithmic={view.logarithmic}
        />
      </Panel>
      <MetricsTable runs={runs} labels={labels} />
      <ParametersTable runs={runs} labels={labels} all={view.allParameters} onAll={(allParameters) => change({ allParameters })} />
    </Stack>
  );
}

/** Runs of several experiments may have the same name: those get the experiment's name in front. */
function labelsOf(runs: readonly RunDetails[]): string[] {
  return runs.map((run) =>
    runs.some((other) => other !== run && other.name === run.name) ? `${run.experiment.name}: ${run.name}` : run.name,
  );
}
