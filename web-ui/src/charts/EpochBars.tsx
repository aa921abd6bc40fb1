import { useComputedColorScheme } from '@mantine/core';
import { formatMetric, isShare } from '../base/format';
import type { MetricStore } from '../series/MetricStore';
import { strokeOf } from './palette';
import type { Line } from './plotOptions';
import classes from './EpochBars.module.css';

type Props = { readonly store: MetricStore; readonly lines: readonly Line[] };

/** A single epoch makes no curve: its values side by side instead, from zero to the greatest (shares to 100 %). */
export function EpochBars({ store, lines }: Props) {
  const dark = useComputedColorScheme('light') === 'dark';
  const bars = lines.map((line) => ({ line, value: store.series(line.run, line.metric)?.last() }));
  const greatest = Math.max(...bars.map(({ line, value }) => (isShare(line.metric) ? 1 : Math.abs(value ?? 0))));
  return (
    <ul className={classes.bars}>
      {bars.map(({ line, value }) => (
        <li key={`${line.run} ${line.metric}`} className={classes.row}>
          <span className={classes.label} title={line.label}>
            {line.label}
          </span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.bar} style={{ width: `${share(value, greatest)}%`, background: strokeOf(line.stroke, dark).color }} />
          </span>
          <span className={classes.value}>{formatMetric(line.metric, value)}</span>
        </li>
      ))}
    </ul>
  );
}

function share(value: number | undefined, greatest: number): number {
  return value === undefined || !Number.isFinite(value) || greatest <= 0 ? 0 : Math.min(100, (100 * Math.abs(value)) / greatest);
}
