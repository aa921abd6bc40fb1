import { Stack, Text } from '@mantine/core';
import { readJson, type TestReport } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { formatPercent } from '../../../base/format';
import { words } from '../../../words';
import { CalibrationTable } from './CalibrationTable';
import { meanConfidence, verdict } from './confidence';
import { Explanation } from './Explanation';
import { Figures } from './Figures';
import { Loaded } from './Loaded';
import { ReliabilityDiagram } from './ReliabilityDiagram';

export function CalibrationPanel({ run }: { readonly run: RunDetails }) {
  const said = words().evidence.calibration;
  return (
    <Loaded run={run} name="test-report.json" read={readJson<TestReport>}>
      {({ accuracy, calibration }) => {
        const confidence = meanConfidence(calibration);
        return (
          <Stack gap="sm">
            <Explanation>{said.explanation}</Explanation>
            <Figures
              figures={[
                { name: said.expected, value: formatPercent(calibration.expectedError), note: said.expectedNote },
                { name: said.maximum, value: formatPercent(calibration.maximumError) },
                { name: said.confidence, value: formatPercent(confidence), note: said.accuracyNote(formatPercent(accuracy)) },
              ]}
            />
            <Text size="sm">{verdict(confidence, accuracy)}</Text>
            <ReliabilityDiagram calibration={calibration} />
            <CalibrationTable bins={calibration.bins} />
          </Stack>
        );
      }}
    </Loaded>
  );
}
