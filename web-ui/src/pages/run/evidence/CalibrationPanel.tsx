import { Stack, Text } from '@mantine/core';
import { readJson, type TestReport } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { formatPercent } from '../../../base/format';
import { CalibrationTable } from './CalibrationTable';
import { meanConfidence, verdict } from './confidence';
import { Explanation } from './Explanation';
import { Figures } from './Figures';
import { Loaded } from './Loaded';
import { ReliabilityDiagram } from './ReliabilityDiagram';

export function CalibrationPanel({ run }: { readonly run: RunDetails }) {
  return (
    <Loaded run={run} name="test-report.json" read={readJson<TestReport>}>
      {({ accuracy, calibration }) => {
        const confidence = meanConfidence(calibration);
        return (
          <Stack gap="sm">
            <Explanation>
              Whether the network is right as often as it is sure: of the images that it gives 80 %, four in five should be right. Bars that end
              below their orange mark, the mean confidence, mean that it is surer than it should be; bars above it that it is too modest.
            </Explanation>
            <Figures
              figures={[
                { name: 'Expected calibration error', value: formatPercent(calibration.expectedError), note: 'over 15 bins' },
                { name: 'Greatest error of a bin', value: formatPercent(calibration.maximumError) },
                { name: 'Mean confidence', value: formatPercent(confidence), note: `accuracy ${formatPercent(accuracy)}` },
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
