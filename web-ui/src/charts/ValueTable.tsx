import { Table } from '@mantine/core';
import { useState } from 'react';
import { formatInteger, formatMetric } from '../base/format';
import { useNow } from '../base/useNow';
import type { MetricSeries } from '../series/MetricSeries';
import type { MetricStore } from '../series/MetricStore';
import { words } from '../words';
import { placesOf, type Line } from './plotOptions';
import classes from './MetricChart.module.css';

type Props = { readonly title: string; readonly store: MetricStore; readonly lines: readonly Line[] };

/** More rows and columns than this are for the file. */
const EPOCHS = 200;
const CURVES = 12;

/** The chart for those who do not see it: of each curve its newest value, its range and where it is reached, then every epoch. */
export function ValueTable(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className={classes.table} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words().charts.values.asTable}</summary>
      {open && <Tables {...props} />}
    </details>
  );
}

function Tables({ title, store, lines }: Props) {
  useNow(1000);
  const { values } = words().charts;
  const heads = [words().charts[placesOf(lines)], values.last, values.min, values.max];
  return (
    // What scrolls must be reachable with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.tables} tabIndex={0} role="group" aria-label={values.of(title)}>
      <Table fz="xs" captionSide="top" verticalSpacing={3} className="numbers">
        <Table.Caption>{values.summary(title)}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{values.curve}</Table.Th>
            {heads.map((head) => (
              <Table.Th key={head} scope="col" ta="right">
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => {
            const { epoch, last, min, max } = rangeOf(store.series(line.run, line.metric));
            const reached = (extreme: Extreme) => (extreme === null ? formatMetric(line.metric, null) : `${formatMetric(line.metric, extreme.value)} (${placesOf(lines) === 'epoch' ? values.inEpoch(extreme.epoch) : values.atStep(extreme.epoch)})`);
            return (
              <Table.Tr key={`${line.run} ${line.metric}`}>
                <Table.Th scope="row">{line.label}</Table.Th>
                <Table.Td ta="right">{formatInteger(epoch)}</Table.Td>
                <Table.Td ta="right">{formatMetric(line.metric, last)}</Table.Td>
                <Table.Td ta="right">{reached(min)}</Table.Td>
                <Table.Td ta="right">{reached(max)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <EveryEpoch title={title} store={store} lines={lines} />
    </div>
  );
}

function EveryEpoch({ title, store, lines }: Props) {
  const { values } = words().charts;
  const columns = lines.slice(0, CURVES).map((line) => ({ line, series: store.series(line.run, line.metric) }));
  const epochs = [...new Set(columns.flatMap(({ series }) => Array.from(series?.epochs() ?? [])))].sort((a, b) => a - b);
  const shown = epochs.slice(-EPOCHS);
  if (shown.length < 2) return null;
  return (
    <>
      <Table fz="xs" captionSide="top" verticalSpacing={2} className="numbers">
        <Table.Caption>{values.by(title, words().charts[placesOf(lines)].toLowerCase())}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words().charts[placesOf(lines)]}</Table.Th>
            {columns.map(({ line }) => (
              <Table.Th key={`${line.run} ${line.metric}`} scope="col" ta="right">
                {line.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((epoch) => (
            <Table.Tr key={epoch}>
              <Table.Th scope="row">{formatInteger(epoch)}</Table.Th>
              {columns.map(({ line, series }) => {
                const index = series?.epochs().indexOf(epoch) ?? -1;
                return (
                  <Table.Td key={`${line.run} ${line.metric}`} ta="right">
                    {formatMetric(line.metric, index < 0 ? null : series?.values()[index])}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {(epochs.length > EPOCHS || lines.length > CURVES) && <p className={classes.note}>{values.rest(Math.max(0, epochs.length - EPOCHS), Math.max(0, lines.length - CURVES))}</p>}
    </>
  );
}

type Extreme = { readonly value: number; readonly epoch: number } | null;
type Range = { readonly epoch: number | undefined; readonly last: number | undefined; readonly min: Extreme; readonly max: Extreme };

/** The newest value of a curve, and the least and the greatest with the epochs that reached them first. */
export function rangeOf(series: MetricSeries | undefined): Range {
  let min: Extreme = null;
  let max: Extreme = null;
  const epochs = series?.epochs() ?? [];
  series?.values().forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    const epoch = epochs[i] ?? 0;
    if (min === null || value < min.value) min = { value, epoch };
    if (max === null || value > max.value) max = { value, epoch };
  });
  return { epoch: series?.epochs().at(-1), last: series?.last(), min, max };
}
