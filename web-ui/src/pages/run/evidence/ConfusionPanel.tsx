import { Stack, Text } from '@mantine/core';
import { readJson, type TestReport } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { formatNumber, formatPercent } from '../../../base/format';
import { words } from '../../../words';
import { mixupsOf } from './confusions';
import { ConfusionTable } from './ConfusionTable';
import { Explanation } from './Explanation';
import { Figures } from './Figures';
import { Loaded } from './Loaded';

const MIXUPS = 4;

export function ConfusionPanel({ run }: { readonly run: RunDetails }) {
  const { accuracy, ofImages, confusion: said } = words().evidence;
  return (
    <Loaded run={run} name="test-report.json" read={readJson<TestReport>}>
      {(report) => (
        <Stack gap="sm">
          <Explanation>{said.explanation}</Explanation>
          <Figures
            figures={[
              { name: accuracy, value: formatPercent(report.accuracy), note: ofImages(report.images) },
              { name: said.likelihood, value: formatNumber(report.logLikelihood), note: said.likelihoodNote(formatNumber(-Math.log(report.classes.length))) },
              { name: said.all, value: formatNumber(report.logLikelihood * report.images), note: said.allNote },
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
  const { allRecognised, confusion } = words().evidence;
  const named = mixupsOf(report.confusion, MIXUPS).map(({ label, prediction, count }) => confusion.mixup(report.classes[label] ?? '', report.classes[prediction] ?? '', count));
  return <Text size="sm">{named.length === 0 ? allRecognised : confusion.mixups(named.join(', '))}</Text>;
}
