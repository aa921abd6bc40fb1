import { Stack, Text } from '@mantine/core';
import { readJson, type TestReport } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { formatInteger, formatNumber, formatPercent } from '../../../base/format';
import { mixupsOf } from './confusions';
import { ConfusionTable } from './ConfusionTable';
import { Explanation } from './Explanation';
import { Figures } from './Figures';
import { Loaded } from './Loaded';

const MIXUPS = 4;

export function ConfusionPanel({ run }: { readonly run: RunDetails }) {
  return (
    <Loaded run={run} name="test-report.json" read={readJson<TestReport>}>
      {(report) => (
        <Stack gap="sm">
          <Explanation>
            Which classes the trained network takes for which: a row for each class, a column for each prediction. Recall is the share of a class that is recognised, precision the share of a
            prediction that is right; two classes that are mixed up both ways look alike to the network.
          </Explanation>
          <Figures
            figures={[
              { name: 'Accuracy', value: formatPercent(report.accuracy), note: `of ${formatInteger(report.images)} test images` },
              { name: 'Log-likelihood an image', value: formatNumber(report.logLikelihood), note: `mean ln p(label); guessing: ${formatNumber(-Math.log(report.classes.length))}` },
              { name: 'Log-likelihood of all', value: formatNumber(report.logLikelihood * report.images), note: 'nats; 0 would be certainty' },
            ]}
          />
          <ConfusionTable report={report} />
          <Mixups report={report} />
        </Stack>
      )}
    </Loaded>
  );
}

function Mixups({ report }: { readonly report: TestReport }) {
  const mixups = mixupsOf(report.confusion, MIXUPS);
  const named = mixups.map(({ label, prediction, count }) => `${report.classes[label]} as ${report.classes[prediction]} (${formatInteger(count)})`);
  return <Text size="sm">{named.length === 0 ? 'Every test image is recognised.' : `Most frequent mistakes: ${named.join(', ')}.`}</Text>;
}
