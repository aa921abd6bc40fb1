import { Radio, Table, Text } from '@mantine/core';
import type { Difference, RecipeComparison } from '../api/comparison';
import { formatDifference, formatInteger, formatMetric, formatP, formatPercent, MISSING } from '../base/format';
import { ScrollTable } from '../widgets/ScrollTable';
import { StateBadge, type Tone } from '../widgets/StateBadge';
import { words } from '../words';
import classes from './Recipes.module.css';
import { scaleOf, StripPlot } from './StripPlot';

type Props = {
  readonly comparison: RecipeComparison;
  readonly names: readonly string[];
  /** Compares with the recipe of another run. */
  readonly onReference: (run: string) => void;
};

const TONES: Readonly<Record<Difference['verdict'], Tone>> = { better: 'good', worse: 'bad', undecided: 'waiting', 'too-few': 'warning' };

/** Every recipe with the values of its seeds, and how it differs from the one that is chosen. */
export function RecipeTable({ comparison, names, onReference }: Props) {
  const said = words().recipe;
  const { columns } = said;
  const { metric, recipes, reference } = comparison;
  const scale = scaleOf(recipes);
  const differences = new Map(comparison.differences.map((difference) => [difference.recipe, difference]));
  return (
    <ScrollTable label={said.table} minWidth={980} maxHeight={420} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{columns.reference}</Table.Th>
          <Table.Th scope="col">{columns.recipe}</Table.Th>
          <Table.Th scope="col" ta="right">
            {columns.runs}
          </Table.Th>
          <Table.Th scope="col">{columns.values}</Table.Th>
          <Table.Th scope="col" ta="right">
            {columns.mean}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {columns.difference}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {columns.p}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {columns.better}
          </Table.Th>
          <Table.Th scope="col">{columns.verdict}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {recipes.map((recipe, i) => {
          const name = names[i] ?? '';
          const difference = differences.get(i);
          const values = recipe.runs.map(({ value }) => formatMetric(metric, value)).join(', ');
          return (
            <Table.Tr key={recipe.runs[0]?.id ?? i}>
              <Table.Td>
                <Radio size="xs" aria-label={said.compareWith(name)} checked={i === reference} onChange={() => onReference(recipe.runs[0]?.id ?? '')} />
              </Table.Td>
              <Table.Th scope="row" fw={500} className={classes.recipe}>
                {name}
              </Table.Th>
              <Table.Td ta="right">{formatInteger(new Set(recipe.runs.map(({ seed }) => seed)).size)}</Table.Td>
              <Table.Td>
                <StripPlot recipe={recipe} scale={scale} label={said.strip(name, values)} />
              </Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {formatMetric(metric, recipe.mean)}
                {recipe.deviation !== null && ` ± ${formatSpread(metric, recipe.deviation)}`}
              </Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {difference ? formatDifference(metric, difference.mean) : said.reference}
                {difference?.interval && (
                  <Text size="xs" c="dimmed">
                    {formatDifference(metric, difference.interval.low)} … {formatDifference(metric, difference.interval.high)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{difference ? formatP(difference.adjustedP) : MISSING}</Table.Td>
              <Table.Td ta="right">{difference ? formatPercent(difference.probablyBetter, 1) : MISSING}</Table.Td>
              <Table.Td>{difference ? <StateBadge word={said.verdicts[difference.verdict]} tone={TONES[difference.verdict]} /> : said.reference}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </ScrollTable>
  );
}

/** A deviation or an error: a difference without its sign. */
export function formatSpread(metric: string, spread: number): string {
  return formatDifference(metric, spread).replace(/^[+±]/, '');
}
