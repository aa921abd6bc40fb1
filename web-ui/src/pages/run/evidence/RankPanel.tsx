import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { readJson, type RankReport } from '../../../api/evidence';
import type { RunDetails } from '../../../api/types';
import { formatPercent } from '../../../base/format';
import { CurveChart } from '../../../charts/CurveChart';
import { words } from '../../../words';
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
        {words().evidence.rank.explanation}
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
  const said = words().evidence.rank;
  const enough = sufficientShare(report);
  const what = said.measures[report.measure];
  return (
    <>
      <Text size="sm">
        {[
          enough < 1 ? said.enough(formatPercent(enough, 0), what) : said.notEnough(what),
          said.measuredOn(report.images),
          ...(report.layers.every(({ alone }) => alone.length === 0) ? [said.onlyTogether] : []),
          ...(report.layers.length > DRAWN ? [said.drawn(report.layers.length, DRAWN)] : []),
        ].join(' ')}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <CurveChart title={said.against[report.measure]} curves={measured} across={said.kept} percent={report.measure === 'accuracy'} />
        <CurveChart title={said.singular} curves={spectra} across={said.order} percent />
      </SimpleGrid>
      <RankTable report={report} network={network} />
    </>
  );
}
