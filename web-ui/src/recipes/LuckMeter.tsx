import { Text, Title } from '@mantine/core';
import type { Difference, RecipeComparison } from '../api/comparison';
import { formatInteger } from '../base/format';
import { words } from '../words';
import { formatSpread } from './RecipeTable';
import classes from './Recipes.module.css';

type Props = { readonly comparison: RecipeComparison; readonly difference: Difference };

/** The difference beside what seeds and test images alone would make of it, each as long as it is. */
export function LuckMeter({ comparison, difference }: Props) {
  const said = words().recipe.luck;
  const { metric, testSet } = comparison;
  const error = standardError(comparison, difference);
  const bars = [
    { name: said.difference, size: Math.abs(difference.mean), kind: 'difference' },
    ...(error === null ? [] : [{ name: said.seeds, size: error, kind: 'noise' }]),
    ...(testSet === null ? [] : [{ name: said.images(formatInteger(testSet.images)), size: testSet.standardError, kind: 'noise' }]),
  ];
  const longest = Math.max(...bars.map(({ size }) => size), Number.MIN_VALUE);
  return (
    <div>
      <Title order={3} size="h6" mb={4}>
        {said.title}
      </Title>
      <dl className={classes.bars}>
        {bars.map(({ name, size, kind }) => (
          <div key={name} className={classes.row}>
            <Text component="dt" size="sm">
              {name}
            </Text>
            <div className={classes.track} aria-hidden>
              <div className={classes.bar} data-kind={kind} style={{ width: `${(100 * size) / longest}%` }} />
            </div>
            <Text component="dd" m={0} size="sm" ta="right" className="numbers">
              {formatSpread(metric, size)}
            </Text>
          </div>
        ))}
      </dl>
      {testSet !== null && (
        <Text size="xs" c="dimmed" mt={4}>
          {said.note}
        </Text>
      )}
    </div>
  );
}

/** Of the mean difference: over its pairs, or over the smaller of the recipes where none are compared. */
function standardError({ recipes, reference }: RecipeComparison, { deviation, pairs, recipe }: Difference): number | null {
  if (deviation === null) return null;
  const smaller = Math.min(recipes[reference ?? 0]?.runs.length ?? 1, recipes[recipe]?.runs.length ?? 1);
  return deviation / Math.sqrt(pairs > 0 ? pairs : smaller);
}
