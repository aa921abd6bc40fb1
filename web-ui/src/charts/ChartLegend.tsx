import { formatMetric } from '../base/format';
import type { MetricStore } from '../series/MetricStore';
import type { Line } from './plotOptions';
import { Swatch } from './Swatch';
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
      {lines.map((line) => (
        <li key={`${line.run} ${line.metric}`} className={classes.item}>
          <Swatch index={line.index} dark={dark} />
          <span>{line.label}</span>
          {epoch !== null && <span className={classes.value}>{formatMetric(line.metric, valueAt(store, line, epoch))}</span>}
        </li>
      ))}
      {epoch !== null && <li className={classes.value}>epoch {epoch}</li>}
    </ul>
  );
}

function valueAt(store: MetricStore, line: Line, epoch: number): number | undefined {
  const series = store.series(line.run, line.metric);
  const index = series?.epochs().indexOf(epoch) ?? -1;
  return index < 0 ? undefined : series?.values()[index];
}
