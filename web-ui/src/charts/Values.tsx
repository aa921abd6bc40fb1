import { Text } from '@mantine/core';
import { formatMetric } from '../base/format';
import type { AlignedColumns } from '../series/Alignment';
import { words } from '../words';
import type { Pointer } from './Plot';
import { isPercent, type Line } from './plotOptions';
import { lowerIsBetter } from '../base/primaryMetric';
import { Swatch } from './Swatch';
import classes from './MetricChart.module.css';

const SHOWN = 12;

type Props = {
  readonly pointer: NonNullable<Pointer>;
  readonly data: AlignedColumns;
  readonly lines: readonly Line[];
  readonly hidden: ReadonlySet<number>;
  /** How many columns each line has. */
  readonly columns: 1 | 2;
  readonly focused: number | null;
};

/** The values under the pointer, the best first. */
export function Values({ pointer, data, lines, hidden, columns, focused }: Props) {
  const values = sortedValues(data, pointer.index, lines, columns).filter(({ place }) => !hidden.has(place));
  const right = pointer.left > pointer.width / 2;
  return (
    <div className={classes.values} style={right ? { right: pointer.width - pointer.left + 12 } : { left: pointer.left + 70 }}>
      <Text size="xs" c="dimmed" className="numbers">
        {words().charts.values.inEpoch(Number(pointer.x.toFixed(2)))}
      </Text>
      {values.slice(0, SHOWN).map(({ line, value, place }) => (
        <div key={place} className={classes.valueRow} data-focused={place === focused || undefined}>
          <Swatch stroke={line.stroke} faint={line.within} />
          <span className={classes.valueLabel}>{line.label}</span>
          <span className={classes.valueNumber}>{formatMetric(line.metric, value)}</span>
        </div>
      ))}
      {values.length > SHOWN && (
        <Text size="xs" c="dimmed">
          {words().charts.more(values.length - SHOWN)}
        </Text>
      )}
    </div>
  );
}

type Value = { readonly line: Line; readonly place: number; readonly value: number };

/** What the lines have at a place, the best first: the greatest, or of losses and errors the least. */
export function sortedValues(data: AlignedColumns, index: number, lines: readonly Line[], columns: 1 | 2): Value[] {
  const direction = lines.every(({ metric }) => lowerIsBetter(metric)) && !isPercent(lines) ? 1 : -1;
  return lines
    .flatMap((line, place) => {
      const value = data[columns * place + columns]?.[index] ?? null;
      return value === null ? [] : [{ line, place, value }];
    })
    .sort((a, b) => direction * (a.value - b.value));
}
