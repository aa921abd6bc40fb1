import { Stack, Text } from '@mantine/core';
import type { Difference, RecipeComparison } from '../api/comparison';
import { equalsP, formatP, formatPercent, isShare } from '../base/format';
import { words } from '../words';
import { byExperiment, missingRuns } from './missingRuns';
import { QueueRuns, type Adding } from './QueueRuns';
import { formatSpread } from './RecipeTable';

type Props = Adding & {
  readonly comparison: RecipeComparison;
  readonly difference: Difference;
  readonly names: readonly string[];
};

/** What is to be said of one difference, in sentences, and what would settle it. */
export function Verdict({ comparison, difference, names, experimentOf, onAdded }: Props) {
  const said = words().recipe;
  const { metric, lowerIsBetter } = comparison;
  const [other, reference] = [names[difference.recipe] ?? '', names[comparison.reference ?? 0] ?? ''];
  const isBetter = difference.mean < 0 === lowerIsBetter;
  const [better, worse] = isBetter ? [other, reference] : [reference, other];
  const size = formatSpread(metric, Math.abs(difference.mean));
  const open = difference.verdict === 'undecided' || difference.verdict === 'too-few';
  const sentence = {
    better: () => said.better(better, worse, size),
    worse: () => said.better(better, worse, size),
    undecided: () => said.undecided(reference, other),
    'too-few': () => said.tooFew(reference, other, formatP(difference.leastP)),
  };
  const evidence = difference.method === 'sign-flip' ? said.paired(difference.pairs, equalsP(difference.p)) : said.unpaired(equalsP(difference.p), formatPercent(difference.oftenBetter, 0));
  return (
    <Stack gap={2}>
      <Text fw={600}>{sentence[difference.verdict]()}</Text>
      <Text size="sm">
        {[
          evidence,
          ...(difference.probablyBetter === null ? [] : [said.posterior(other, formatPercent(difference.probablyBetter, 1))]),
          // So few seeds that no accuracy could differ by as much: that they are too few is said already.
          ...(open && difference.detectable !== null && !(isShare(metric) && difference.detectable > 1) ? [said.detectable(formatSpread(metric, difference.detectable))] : []),
          ...(open && difference.runsNeeded !== null ? [said.enough(difference.runsNeeded)] : []),
          ...(open && difference.runsNeeded === null && difference.deviation !== null ? [said.hopeless] : []),
        ].join(' ')}
      </Text>
      <QueueMissing {...{ comparison, difference, experimentOf, onAdded }} />
    </Stack>
  );
}

function QueueMissing({ comparison, difference, ...adding }: Omit<Props, 'names'>) {
  const said = words().recipe;
  const { runs, seeds } = missingRuns(comparison, difference);
  if (runs.length === 0 || byExperiment(runs, adding.experimentOf) === null) return null;
  return <QueueRuns {...adding} label={said.queue(runs.length)} hint={said.queueHint(seeds)} runs={() => Promise.resolve(runs)} />;
}
