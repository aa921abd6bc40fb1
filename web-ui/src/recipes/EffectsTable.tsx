import { Progress, Table, Text, Title } from '@mantine/core';
import { getSpecs, type Difference, type Effect, type RecipeComparison } from '../api/comparison';
import { formatDifference, formatInteger, formatP, formatPercent, MISSING } from '../base/format';
import { humanize } from '../base/names';
import { ScrollTable } from '../widgets/ScrollTable';
import { words } from '../words';
import { copyBetween, runsBetween } from './between';
import { settingName } from './names';
import { QueueRuns, type Adding } from './QueueRuns';

type Props = Adding & {
  readonly comparison: RecipeComparison;
  /** Of the two recipes between which further runs would tell more. */
  readonly difference: Difference | undefined;
};

/** What each setting did, by the runs in which it alone was changed. */
export function EffectsTable({ comparison, difference, ...adding }: Props) {
  const said = words().recipe.effects;
  const { metric, effects } = comparison;
  return (
    <div>
      <Title order={3} size="h6">
        {said.title}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {said.hint}
      </Text>
      <ScrollTable label={said.title} minWidth={760} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{said.setting}</Table.Th>
            <Table.Th scope="col">{said.best}</Table.Th>
            <Table.Th scope="col">{said.worst}</Table.Th>
            {[said.effect, said.blocks, said.p, said.share].map((heading) => (
              <Table.Th key={heading} scope="col" ta="right">
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {effects.map((effect) => (
            <Table.Tr key={effect.settings.join()}>
              <Table.Th scope="row" fw={500}>
                {namesOf(effect)}
              </Table.Th>
              <Table.Td>{levelOf(effect, 0)}</Table.Td>
              <Table.Td>{levelOf(effect, effect.levels.length - 1)}</Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {effect.change ? formatDifference(metric, effect.change.mean) : <Text c="dimmed">{said.never}</Text>}
                {effect.change?.interval && (
                  <Text size="xs" c="dimmed">
                    {formatDifference(metric, effect.change.interval.low)} … {formatDifference(metric, effect.change.interval.high)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{formatInteger(effect.blocks)}</Table.Td>
              <Table.Td ta="right">{effect.adjustedP === null ? MISSING : formatP(effect.adjustedP)}</Table.Td>
              <Table.Td ta="right" w={140}>
                {formatPercent(effect.share, 0)}
                <Progress value={100 * effect.share} size={4} color="gray" aria-hidden />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
      {difference && <QueueBetween {...adding} comparison={comparison} difference={difference} />}
    </div>
  );
}

function QueueBetween({ comparison, difference, ...adding }: Props & { readonly difference: Difference }) {
  const said = words().recipe.effects;
  const between = runsBetween(comparison, difference);
  const [from, to] = [comparison.recipes[comparison.reference ?? 0]?.runs[0]?.id, comparison.recipes[difference.recipe]?.runs[0]?.id];
  if (between.length === 0 || from === undefined || to === undefined || adding.experimentOf(from) === undefined) return null;
  const runs = async () => {
    const [first = {}, second = {}] = await getSpecs([from, to]);
    return between.map((run) => copyBetween(from, run, first, second));
  };
  return <QueueRuns {...adding} label={said.between(between.length)} hint={said.betweenHint} runs={runs} />;
}

const namesOf = (effect: Effect): string => effect.settings.map(humanize).join(', ');

function levelOf({ settings, levels }: Effect, place: number): string {
  const values = levels[place]?.values ?? [];
  return settings.map((name, i) => (settings.length > 1 ? settingName(name, values[i] ?? '') : alone(values[i]))).join(', ');
}

/** The value of a setting whose name stands beside it. */
const alone = (value: string | undefined): string => (value === undefined || value === '' ? MISSING : value);
