import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useArtifact } from '../../api/artifacts';
import { readPredictions, sameImages, type Predictions } from '../../api/predictions';
import { useRun } from '../../api/runs';
import type { Artifact, Run } from '../../api/types';
import { equalsP, formatInteger, formatPercent } from '../../base/format';
import { hasEnded } from '../../base/runs';
import { wilson } from '../../statistics/binomial';
import { differenceInterval, mcnemar, pair } from '../../statistics/mcnemar';
import { LoadingRows } from '../../widgets/LoadingRows';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { ScrollTable } from '../../widgets/ScrollTable';
import { words } from '../../words';
import { ClassDifferences } from './ClassDifferences';

type Pair = { readonly runs: readonly [Run, Run]; readonly labels: ReadonlyMap<string, string> };

const FILE = 'predictions.bin';
const LEVEL = 0.05;

/** Whether one of two runs does better on the same test images than chance explains, asked when the reader wants to know. */
export function RealDifference(props: Pair) {
  const [asked, setAsked] = useState(false);
  const said = words().compare.difference;
  const ended = props.runs.every(hasEnded);
  return (
    <Panel label={said.title}>
      {asked && ended ? (
        <Files {...props} />
      ) : (
        <Group gap="sm">
          <Button variant="light" disabled={!ended} onClick={() => setAsked(true)}>
            {said.title}
          </Button>
          {!ended && (
            <Text size="sm" c="dimmed">
              {said.running}
            </Text>
          )}
        </Group>
      )}
    </Panel>
  );
}

function Files(props: Pair) {
  const [first, second] = [useRun(props.runs[0].id), useRun(props.runs[1].id)];
  const failed = [first, second].find((query) => query.isError);
  if (failed) return <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!first.data || !second.data) return <LoadingRows rows={3} />;
  const [a, b] = [first.data, second.data].map(({ artifacts }) => artifacts.find(({ name }) => name === FILE));
  if (!a || !b) return <Note>{words().compare.difference.noPredictions}</Note>;
  return <Answers {...props} files={[a, b]} classes={first.data.classAccuracies.map((each) => each.class)} />;
}

function Answers({ files, ...props }: Pair & { readonly files: readonly [Artifact, Artifact]; readonly classes: readonly string[] }) {
  const first = useArtifact(props.runs[0].id, files[0], readPredictions);
  const second = useArtifact(props.runs[1].id, files[1], readPredictions);
  const failed = [first, second].find((query) => query.isError);
  if (failed) return <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!first.data || !second.data) return <LoadingRows rows={3} />;
  const sameData = props.runs[0].parameters['dataset.digest'] === props.runs[1].parameters['dataset.digest'];
  if (!sameData || !sameImages(first.data, second.data)) return <Note>{words().compare.difference.otherImages}</Note>;
  return <Verdict {...props} answers={[first.data, second.data]} />;
}

function Verdict({ runs, labels, classes, answers: [a, b] }: Pair & { readonly answers: readonly [Predictions, Predictions]; readonly classes: readonly string[] }) {
  const said = words().compare.difference;
  const counts = pair(a.labels, a.predictions, b.predictions);
  const p = mcnemar(counts);
  const { low, high } = differenceInterval(counts);
  const names = runs.map((run) => labels.get(run.id) ?? run.name) as [string, string];
  const difference = (counts.onlySecond - counts.onlyFirst) / counts.images;
  const [better, worse] = difference > 0 ? [names[1], names[0]] : names;
  const right = [counts.bothRight + counts.onlyFirst, counts.bothRight + counts.onlySecond] as const;
  return (
    <Stack gap="xs">
      <Text fw={600}>{p < LEVEL ? said.better(better, worse, points(Math.abs(difference))) : said.undecided(...names)}</Text>
      <Text size="sm">
        {said.interval(...(difference > 0 ? ([signed(low), signed(high)] as const) : ([signed(-high), signed(-low)] as const)))}{' '}
        {said.test(equalsP(p), counts.onlyFirst + counts.onlySecond, counts.images)}
      </Text>
      <Group gap="xl" align="flex-start">
        <ScrollTable label={said.table} minWidth={320} w="auto" verticalSpacing={3}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              <Table.Th scope="col" ta="right">
                {said.runRight(names[1])}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {said.runWrong(names[1])}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr>
              <Table.Th scope="row">{said.runRight(names[0])}</Table.Th>
              <Table.Td ta="right">{formatInteger(counts.bothRight)}</Table.Td>
              <Table.Td ta="right" fw={700}>
                {formatInteger(counts.onlyFirst)}
              </Table.Td>
            </Table.Tr>
            <Table.Tr>
              <Table.Th scope="row">{said.runWrong(names[0])}</Table.Th>
              <Table.Td ta="right" fw={700}>
                {formatInteger(counts.onlySecond)}
              </Table.Td>
              <Table.Td ta="right">{formatInteger(counts.neither)}</Table.Td>
            </Table.Tr>
          </Table.Tbody>
        </ScrollTable>
        <Stack gap={4} component="dl" m={0}>
          {names.map((name, i) => {
            const interval = wilson(right[i] ?? 0, counts.images);
            return (
              <div key={runs[i]?.id}>
                <Text component="dt" size="xs" c="dimmed">
                  {said.accuracy(name)}
                </Text>
                <Text component="dd" m={0} size="sm" className="numbers">
                  {formatPercent((right[i] ?? 0) / counts.images)} ({said.wilson(formatPercent(interval.low), formatPercent(interval.high))})
                </Text>
              </div>
            );
          })}
        </Stack>
      </Group>
      <ClassDifferences names={names} classes={classes} answers={[a, b]} />
      <Text size="sm">{said.caution}</Text>
      <Note>{said.method}</Note>
    </Stack>
  );
}

function Note({ children }: { readonly children: string }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  );
}

const points = (share: number) => (100 * share).toFixed(2);
const signed = (share: number) => `${share < 0 ? '−' : '+'}${points(Math.abs(share))}`;
