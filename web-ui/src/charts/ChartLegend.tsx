import { formatMetric } from '../base/format';
import type { MetricStore } from '../series/MetricStore';
import { strokeOf } from './palette';
import type { Line } from './plotOptions';
import classes from './MetricChart.module.css';

type Props = {
  readonly store: MetricStore;
  readonly lines: readonly Line[];
  readonly dark: boolean;
  /** The epoch under the pointer, whose values are shown, or null. */
  readonly epoch: number | null;
};

/** What each colour and dash stands for, with the unsmoothed value under the pointer. */
export function ChartLegend({ store, lines, dark, epoch }: Props) {
  return (
    <ul className={classes.legend} aria-label={epoch === null ? 'Legend' : `Values of epoch ${epoch}`}>
      {lines.map((line) => {
        const { color, dash } = strokeOf(line.index, dark);
        return (
          <li key={`${line.run} ${line.metric}`} className={classes.item}>
            <svg width="22" height="8" aria-hidden="true">
              <line x1="0" y1="4" x2="22" y2="4" stroke={color} strokeWidth="3" strokeDasharray={dash.join(' ')} />
            </svg>
            <span>{line.label}</span>
            {epoch !== null && <span className={classes.value}>{formatMetric(line.metric, valueAt(store, line, epoch))}</span>}
          </li>
        );
      })}
      {epoch !== null && <li className={classes.value}>epoch {epoch}</li>}
    </ul>
  );
}

function valueAt(store: MetricStore, line: Line, epoch: number): number | undefined {
  const series = store.series(line.run, line.metric);
  const index = series?.epochs().indexOf(epoch) ?? -1;
  return index < 0 ? undefined : series?.values()[index];
}
