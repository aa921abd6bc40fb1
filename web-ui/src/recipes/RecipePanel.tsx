import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRecipeComparison, type Difference, type RecipeComparison } from '../api/comparison';
import type { Run } from '../api/types';
import { metricInText } from '../base/names';
import { hasEnded } from '../base/runs';
import { LoadingRows } from '../widgets/LoadingRows';
import { Panel } from '../widgets/Panel';
import { ProblemAlert } from '../widgets/ProblemAlert';
import { words } from '../words';
import { EffectsTable } from './EffectsTable';
import { LuckMeter } from './LuckMeter';
import { recipeNames } from './names';
import { RecipeTable } from './RecipeTable';
import { Verdict } from './Verdict';

type Props = {
  /** All runs of an experiment, or the runs that are compared. */
  readonly of: { readonly experiment: string } | { readonly runs: string };
  readonly runs: readonly Run[];
  readonly metric: string;
  readonly onAdded?: ((runs: readonly string[]) => void) | undefined;
};

type Value = 'last' | 'best';

/** Whether one recipe is better than another or had luck with its seeds, and which setting made the difference. */
export function RecipePanel({ of, runs, metric, onAdded }: Props) {
  const said = words().recipe;
  const [value, setValue] = useState<Value>('last');
  const [reference, setReference] = useState('');
  const query = useRecipeComparison({ ...of, metric, value, reference }, runs.filter(hasEnded).length);
  const experiments = new Map(runs.map((run) => [run.id, run.experiment.id]));
  return (
    <Panel
      title={said.title}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={said.value}
          value={value}
          onChange={(next) => setValue(next === 'best' ? 'best' : 'last')}
          data={[
            { value: 'last', label: said.values.last },
            { value: 'best', label: said.values.best },
          ]}
        />
      }
    >
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows rows={3} />}
      {query.data && <Answer comparison={query.data} onReference={setReference} experimentOf={(run) => experiments.get(run)} onAdded={onAdded} />}
    </Panel>
  );
}

type AnswerProps = {
  readonly comparison: RecipeComparison;
  readonly onReference: (run: string) => void;
  readonly experimentOf: (run: string) => string | undefined;
  readonly onAdded: ((runs: readonly string[]) => void) | undefined;
};

function Answer({ comparison, onReference, experimentOf, onAdded }: AnswerProps) {
  const said = words().recipe;
  const { recipes, leftOut } = comparison;
  const names = recipeNames(recipes);
  const told = mostTelling(comparison);
  if (recipes.length === 0) return <Text c="dimmed">{said.nothing(metricInText(comparison.metric))}</Text>;
  return (
    <Stack gap="md">
      {told ? <Verdict {...{ comparison, names, experimentOf, onAdded }} difference={told} /> : <Text>{said.single}</Text>}
      <RecipeTable {...{ comparison, names, onReference }} />
      {told && <LuckMeter comparison={comparison} difference={told} />}
      {comparison.effects.length > 0 && <EffectsTable {...{ comparison, experimentOf, onAdded }} difference={told} />}
      <Group gap="md">
        <Text size="xs" c="dimmed" maw={900}>
          {[said.hint, ...(leftOut > 0 ? [said.leftOut(leftOut)] : []), said.method(comparison.differences.length)].join(' ')}
        </Text>
      </Group>
    </Stack>
  );
}

/** The recipe that comes nearest to the best, or is the best beside the reference: what one asks about first. */
function mostTelling({ differences, recipes, reference }: RecipeComparison): Difference | undefined {
  const best = recipes.findIndex((_, i) => i !== reference);
  return differences.find(({ recipe }) => recipe === best);
}
