import { Stack } from '@mantine/core';
import { readJson, type EstimateReport } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { formatNumber } from '../../../base/format';
import { words } from '../../../words';
import { Explanation } from './Explanation';
import { Figures } from './Figures';
import { Loaded } from './Loaded';

/** How far the answers of a network are from the truth, where a quantity is told and no class. */
export function EstimatesPanel({ run }: { readonly run: RunDetails }) {
  const { ofImages, estimates: said } = words().evidence;
  return (
    <Loaded run={run} name="estimate-report.json" read={readJson<EstimateReport>}>
      {({ unit, images, meanAbsoluteError, rootMeanSquaredError, meanError }) => (
        <Stack gap="sm">
          <Explanation>{said.explanation}</Explanation>
          <Figures
            figures={[
              { name: said.absolute, value: withUnit(meanAbsoluteError, unit), note: ofImages(images) },
              { name: said.squared, value: withUnit(rootMeanSquaredError, unit) },
              { name: said.mean, value: withUnit(meanError, unit), note: said.meanNote },
            ]}
          />
        </Stack>
      )}
    </Loaded>
  );
}

/** A degree stands close to its number, other units after a space. */
export function withUnit(value: number, unit: string): string {
  return `${formatNumber(value)}${unit === '' || unit === '°' ? unit : `\u00a0${unit}`}`;
}
