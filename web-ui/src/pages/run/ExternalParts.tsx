import { Button, Paper, SimpleGrid, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { RunDetails } from '../../api/types';
import { formatDateTime, formatDuration, formatInteger, formatMetric } from '../../base/format';
import { metricInText, metricName } from '../../base/names';
import { primaryMetric } from '../../base/primaryMetric';
import { hasEnded } from '../../base/runs';
import { useNow } from '../../base/useNow';
import { MetricChart } from '../../charts/MetricChart';
import { strokeOfRun } from '../../charts/palette';
import type { MetricStore } from '../../series/MetricStore';
import { Panel } from '../../widgets/Panel';
import { words } from '../../words';
import { ParametersTable } from './ParametersTable';
import classes from './RunFacts.module.css';

/** So many charts are drawn before somebody asks for more. */
const CHARTS = 12;
const CHART_PIXELS = 200;

type Props = { readonly run: RunDetails; readonly store: MetricStore };

/** What there is of a run that is trained elsewhere: what its program has told, and nothing else. */
export function ExternalParts({ run, store }: Props) {
  const [all, setAll] = useState(false);
  const said = words().external;
  const primary = primaryMetric(run);
  const names = Object.keys(run.metrics).sort((a, b) => Number(b === primary) - Number(a === primary) || a.localeCompare(b));
  const shown = all ? names : names.slice(0, CHARTS);
  return (
    <>
      <Facts run={run} />
      {names.length === 0 && <Text c="dimmed">{hasEnded(run) ? said.nothing : said.notYet}</Text>}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
        {shown.map((metric) => (
          <Panel key={metric}>
            <MetricChart
              title={metricName(metric)}
              store={store}
              lines={[{ run: run.id, metric, label: metricName(metric), stroke: strokeOfRun(run.id), steps: true }]}
              height={CHART_PIXELS}
              syncKey={run.id}
            />
          </Panel>
        ))}
      </SimpleGrid>
      {shown.length < names.length && (
        <Button variant="default" onClick={() => setAll(true)}>
          {said.more(names.length - shown.length)}
        </Button>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
        {Object.keys(run.parameters).length > 0 && <ParametersTable parameters={run.parameters} />}
        {Object.keys(run.source).length > 0 && <Source source={run.source} />}
      </SimpleGrid>
    </>
  );
}

function Facts({ run }: { readonly run: RunDetails }) {
  const now = useNow();
  const { facts } = words().run;
  const said = words().external;
  const metric = primaryMetric(run);
  const measured = run.metrics[metric];
  const elapsed = hasEnded(run) || run.startedAt === null ? run.durationSeconds : (now - Date.parse(run.startedAt)) / 1000;
  const told = [
    ...(measured
      ? [
          { name: metricName(metric), value: formatMetric(metric, measured.last), note: '' },
          { name: facts.best(metricInText(metric)), value: formatMetric(metric, measured.best), note: measured.bestEpoch === null ? '' : said.atStep(formatInteger(measured.bestEpoch)) },
        ]
      : []),
    { name: hasEnded(run) ? facts.duration : facts.runningFor, value: formatDuration(elapsed), note: facts.from(formatDateTime(run.startedAt)) },
    { name: said.heard, value: formatDateTime(run.heardAt), note: '' },
  ];
  return (
    <Paper withBorder px="md" py="sm">
      <dl className={classes.facts}>
        {told.map(({ name, value, note }) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <Text component="dd" m={0} fw={600} className="numbers">
              {value}{' '}
              <Text span size="xs" c="dimmed" fw={400}>
                {note}
              </Text>
            </Text>
          </div>
        ))}
      </dl>
    </Paper>
  );
}

function Source({ source }: { readonly source: RunDetails['source'] }) {
  const said = words().external;
  return (
    <Panel title={said.source.title}>
      <Table fz="sm" verticalSpacing={4} aria-label={said.source.title}>
        <Table.Tbody>
          {Object.entries(source).map(([name, text]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400} c="dimmed">
                {said.source.parts[name] ?? name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
