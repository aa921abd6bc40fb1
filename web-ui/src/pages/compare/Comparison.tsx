import { Group, Select, SimpleGrid, Slider, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { Run } from '../../api/types';
import { metricName } from '../../base/names';
import { isMeasuredWithinEpochs, lossBeside, primaryMetricOf } from '../../base/primaryMetric';
import { isExternal } from '../../base/runs';
import { MetricChart } from '../../charts/MetricChart';
import { strokeAt, strokesOf } from '../../charts/palette';
import type { Line } from '../../charts/plotOptions';
import { useLiveRuns } from '../../live/useLiveRuns';
import { RelationsPanel } from '../../relations/RelationsPanel';
import { RecipePanel } from '../../recipes/RecipePanel';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { Panel } from '../../widgets/Panel';
import { words } from '../../words';
import classes from './Comparison.module.css';
import { labelsOf } from './labels';
import { NetworkDifference } from './NetworkDifference';
import { ParametersTable } from './ParametersTable';
import { RealDifference } from './RealDifference';
import { ResultsTable } from './ResultsTable';
import { RunList } from './RunList';
import type { ViewState } from './viewState';

type Props = {
  readonly runs: readonly Run[];
  readonly upTo: number;
  readonly view: ViewState;
  readonly change: (part: Partial<ViewState>) => void;
  readonly onRemove: (id: string) => void;
};

const CHART_PIXELS = 300;
/** With more runs than this a column for each is too wide. */
const COLUMNS = 6;

export function Comparison({ runs, upTo, view, change, onRemove }: Props) {
  const [focusedRun, setFocusedRun] = useState<string | null>(null);
  const said = words().compare;
  const primary = primaryMetricOf(runs);
  const metric = view.metric === '' ? primary : view.metric;
  const metrics = [...new Set([metric, primary, ...runs.flatMap((run) => Object.keys(run.metrics))])];
  const labels = labelsOf(runs);
  const strokes = strokesOf(runs.map(({ id }) => id));
  const shown = runs.filter(({ id }) => !view.hidden.includes(id));
  const beside = metric.endsWith('loss') ? primary : lossBeside(metric);
  const withinEpochs = isMeasuredWithinEpochs(metric);
  const { store, connection } = useLiveRuns(runs, { runs: runs.map(({ id }) => id) }, upTo, { withinEpochs });
  const linesOf = (of: string): Line[] => {
    const ofEpochs = shown.map((run) => ({ run: run.id, metric: of, label: labels.get(run.id) ?? run.name, stroke: strokes.get(run.id) ?? strokeAt(0), steps: isExternal(run) }));
    if (!isMeasuredWithinEpochs(of)) return ofEpochs;
    return [...ofEpochs.map((line) => ({ ...line, label: said.withinEpochs(line.label), within: true })), ...ofEpochs];
  };
  // Their networks and answers are compared, which runs that are trained elsewhere have not.
  const pair = shown.length === 2 && !shown.some(isExternal) ? ([shown[0], shown[1]] as [Run, Run]) : null;

  return (
    <div className={classes.columns}>
      <RunList {...{ runs, labels, strokes, metric, view, change, onRemove }} onFocus={setFocusedRun} />
      <Stack gap="sm" style={{ minWidth: 0 }}>
        <Panel>
          <Group gap="lg" align="flex-end" mb="sm">
            <Select
              label={said.metric}
              size="xs"
              data={metrics.map((value) => ({ value, label: metricName(value) }))}
              value={metric}
              allowDeselect={false}
              onChange={(value) => value && change({ metric: value === primary ? '' : value })}
              w={200}
            />
            <div style={{ width: 160 }}>
              <Text size="xs" fw={500}>
                {said.smoothing(view.smoothing)}
              </Text>
              <Slider
                thumbLabel={said.smoothingHint}
                size="sm"
                min={0}
                max={0.99}
                step={0.01}
                label={null}
                value={view.smoothing}
                onChange={(smoothing) => change({ smoothing: Number(smoothing.toFixed(2)) })}
                py={8}
              />
            </div>
            <Switch size="xs" label={said.logarithmic} checked={view.logarithmic} onChange={(event) => change({ logarithmic: event.currentTarget.checked })} pb={6} />
            <ConnectionBadge state={connection} />
          </Group>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
            {[...new Set([metric, beside])].map((of) => (
              <MetricChart
                key={of}
                title={metricName(of)}
                store={store}
                lines={linesOf(of)}
                height={CHART_PIXELS}
                smoothing={view.smoothing}
                logarithmic={view.logarithmic}
                syncKey="compare"
                withoutLegend
                focusedRun={focusedRun}
              />
            ))}
          </SimpleGrid>
        </Panel>
        <ResultsTable {...{ runs, labels, strokes, metric: primary, view, change }} withParameters={runs.length > COLUMNS} />
        {runs.length > 2 && <RelationsPanel runs={runs} metric={metric} />}
        {runs.length > 1 && (
          <RecipePanel
            of={{ runs: runs.map(({ id }) => id).join(',') }}
            runs={runs}
            metric={metric}
            onAdded={(added) => change({ runs: [...view.runs, ...added] })}
          />
        )}
        {pair && <RealDifference key={pair.map(({ id }) => id).join()} runs={pair} labels={labels} />}
        {runs.length <= COLUMNS && <ParametersTable runs={runs} labels={labels} all={view.allParameters} onAll={(allParameters) => change({ allParameters })} />}
        {pair && <NetworkDifference runs={pair} labels={labels} />}
      </Stack>
    </div>
  );
}
