import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { readJson, type RankReport } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { formatInteger, formatPercent } from '../../../base/format';
import { CurveChart } from '../../../charts/CurveChart';
import { Explanation } from './Explanation';
import { spread, tensorName } from './layerNames';
import { Loaded } from './Loaded';
import { measuredCurves, spectrumCurves, sufficientShare } from './ranks';
import { RankTable } from './RankTable';

/** Of a deep network: more curves than that cannot be told apart. */
const DRAWN = 7;

export function RankPanel({ run }: { readonly run: RunDetails }) {
  return (
    <Stack gap="sm">
      <Explanation>
        Each layer’s weights are a matrix, and its singular values tell how much each of its directions does. Here all but the strongest
        directions are taken away: where the curve stays high, the layer uses few of those that it has.
      </Explanation>
      <Loaded run={run} name="ranks.json" read={readJson<RankReport>}>
        {(report) => <Ranks run={run} report={report} />}
      </Loaded>
    </Stack>
  );
}

function Ranks({ run: { network }, report }: { readonly run: RunDetails; readonly report: RankReport }) {
  const [measured, spectra] = useMemo(() => {
    const named = (tensor: string) => tensorName(network, tensor);
    const drawn = spread(report.layers, DRAWN);
    return [measuredCurves(report, drawn, named), spectrumCurves(drawn, named)];
  }, [network, report]);
  const classes = report.measure === 'accuracy';
  const enough = sufficientShare(report);
  const what = classes ? 'accuracy' : 'mean absolute error';
  return (
    <>
      <Text size="sm">
        {enough < 1
          ? `With ${formatPercent(enough, 0)} of the full rank in every layer the ${what} is within a hundredth of the whole network’s.`
          : `Every reduction of all layers costs more than a hundredth of the ${what}: the network uses nearly all directions that it has.`}{' '}
        Measured on {formatInteger(report.images)} test images.
        {report.layers.every(({ alone }) => alone.length === 0) && ' To reduce each layer alone would have cost more than a tenth of the training.'}
        {report.layers.length > DRAWN && ` Of the ${report.layers.length} layers, ${DRAWN} are drawn.`}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <CurveChart title={`${classes ? 'Accuracy' : 'Mean absolute error'} against the kept rank`} curves={measured} across="Kept share of the full rank" percent={classes} />
        <CurveChart title="Singular values as shares of the greatest" curves={spectra} across="Place in the order, as a share" percent />
      </SimpleGrid>
      <RankTable report={report} network={network} />
    </>
  );
}
