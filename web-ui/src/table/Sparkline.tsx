import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Run } from '../api/types';
import { formatMetric } from '../base/format';
import { metricName } from '../base/names';
import { isExternal } from '../base/runs';
import { strokeOf, strokeOfRun } from '../charts/palette';
import { words } from '../words';
import { curveQuery, pathOf } from './curves';

const [WIDTH, HEIGHT] = [72, 20];

/** The way of a metric so far, as a line without axes. */
export function Sparkline({ run, metric }: { readonly run: Run; readonly metric: string }) {
  const { data } = useQuery({ ...curveQuery(run.id, metric, run.epochs, run.epochsCompleted), enabled: run.epochsCompleted > 0 || isExternal(run) });
  const { color } = strokeOf(strokeOfRun(run.id), useComputedColorScheme('light') === 'dark');
  const path = data === undefined ? null : pathOf(data, WIDTH, HEIGHT);
  if (path === null) return <span style={{ display: 'inline-block', width: WIDTH }} />;
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`-1 -1 ${WIDTH + 2} ${HEIGHT + 2}`} role="img" aria-label={words().table.curveOf(run.name, metricName(metric))} style={{ display: 'block' }}>
      <title>{formatMetric(metric, data?.at(-1))}</title>
      <path d={path} fill="none" stroke={color} strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
