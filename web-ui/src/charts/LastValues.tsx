import { Table } from '@mantine/core';
import { useState } from 'react';
import { formatInteger, formatMetric } from '../base/format';
import { useNow } from '../base/useNow';
import type { MetricStore } from '../series/MetricStore';
import type { Line } from './plotOptions';
import classes from './MetricChart.module.css';

type Props = { readonly title: string; readonly store: MetricStore; readonly lines: readonly Line[] };

/** The same as the chart in words: the newest value of every curve, and its range. */
export function LastValues(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className={classes.table} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Values as a table</summary>
      {open && <Rows {...props} />}
    </details>
  );
}

function Rows({ title, store, lines }: Props) {
  useNow(1000);
  return (
    <Table.ScrollContainer minWidth={360}>
      <Table fz="xs" captionSide="top" verticalSpacing={3}>
        <Table.Caption>{title}: last, least and greatest values</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Curve</Table.Th>
            <Table.Th scope="col">Epoch</Table.Th>
            <Table.Th scope="col">Last</Table.Th>
            <Table.Th scope="col">Least</Table.Th>
            <Table.Th scope="col">Greatest</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => {
            const series = store.series(line.run, line.metric);
            const values = [...(series?.values() ?? [])].filter(Number.isFinite);
            const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
            const greatest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
            return (
              <Table.Tr key={`${line.run} ${line.metric}`}>
                <Table.Th scope="row">{line.label}</Table.Th>
                <Table.Td>{formatInteger(series?.epochs().at(-1))}</Table.Td>
                <Table.Td>{formatMetric(line.metric, series?.last())}</Table.Td>
                <Table.Td>{formatMetric(line.metric, values.length === 0 ? null : least)}</Table.Td>
                <Table.Td>{formatMetric(line.metric, values.length === 0 ? null : greatest)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
