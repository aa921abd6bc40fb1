import { Group, Select } from '@mantine/core';
import { useState } from 'react';
import type { Run } from '../api/types';
import { columnName } from '../table/columnNames';
import { words } from '../words';
import { axisOf } from './axis';
import { boxOf } from './boxes';
import { formatValue } from './formatValue';
import { LeftOut } from './LeftOut';
import { Plane } from './Plane';
import { quantitiesOf, valueOf, varyingParameters, type Quantity, type Value } from './quantities';
import classes from './Relations.module.css';

type Props = { readonly runs: readonly Run[]; readonly metric: string };

/** Where the results of each value of a setting lie. */
export function BoxPlot({ runs, metric }: Props) {
  const quantities = quantitiesOf(runs, metric);
  const [by, setBy] = useState<Quantity>(varyingParameters(runs)[0] ?? quantities[0] ?? 'duration');
  const [up, setUp] = useState<Quantity>(`best.${metric}`);
  const said = words().relations;
  const known = runs.filter((run) => typeof valueOf(run, up) === 'number' && valueOf(run, by) !== null);
  const groups = [...new Set(known.map((run) => valueOf(run, by)))].sort(inOrder).map((value) => ({
    value,
    values: known.filter((run) => valueOf(run, by) === value).map((run) => Number(valueOf(run, up))),
  }));
  // Each group is a place of its own, also where its value is a number.
  const names = groups.map(({ value }) => formatValue(by, value));
  const across = { kind: 'category', logarithmic: false, at: () => null, ticks: names.map((label, place) => ({ at: (place + 0.5) / names.length, label })) } as const;
  const axis = axisOf(up, known.map((run) => valueOf(run, up)));
  const data = (some: readonly Quantity[]) => some.map((quantity) => ({ value: quantity, label: columnName(quantity) }));

  return (
    <>
      <Group gap="sm" mb="xs">
        <Select size="xs" label={said.by} data={data(quantities.filter((quantity) => quantity.startsWith('param.')))} value={by} allowDeselect={false} searchable onChange={(value) => value && setBy(value)} w={220} />
        <Select size="xs" label={said.up} data={data(quantities.filter((quantity) => !quantity.startsWith('param.')))} value={up} allowDeselect={false} searchable onChange={(value) => value && setUp(value)} w={220} />
      </Group>
      <Plane across={across} up={axis} acrossName={columnName(by)} upName={columnName(up)} label={said.boxesOf(columnName(up), columnName(by))}>
        {({ x, y, width }) => {
          const half = Math.min(36, (0.3 * width) / Math.max(1, groups.length));
          const down = (value: number) => y(axis.at(value) ?? 0);
          return groups.map(({ values }, place) => {
            const box = boxOf(values);
            const middle = x((place + 0.5) / groups.length);
            if (box === null) return null;
            const summary = said.box(names[place] ?? '', box.count, formatValue(up, box.median), formatValue(up, box.low), formatValue(up, box.high));
            return (
              <g key={names[place]}>
                <title>{summary}</title>
                <line className={classes.whisker} x1={middle} x2={middle} y1={down(box.from)} y2={down(box.low)} />
                <line className={classes.whisker} x1={middle} x2={middle} y1={down(box.high)} y2={down(box.to)} />
                <rect className={classes.box} x={middle - half} width={2 * half} y={down(box.high)} height={Math.max(1, down(box.low) - down(box.high))} />
                <line className={classes.median} x1={middle - half} x2={middle + half} y1={down(box.median)} y2={down(box.median)} />
                {box.outliers.map((value, i) => (
                  <circle key={i} className={classes.outlier} cx={middle} cy={down(value)} r={4} />
                ))}
                {values.length <= DOTS && values.map((value, i) => <circle key={`dot ${i}`} className={classes.dot} cx={middle + half + 8} cy={down(value)} r={2.5} />)}
              </g>
            );
          });
        }}
      </Plane>
      <LeftOut runs={runs.length - known.length} />
    </>
  );
}

/** So many values can be told apart as dots. */
const DOTS = 30;

function inOrder(a: Value, b: Value): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });
}
