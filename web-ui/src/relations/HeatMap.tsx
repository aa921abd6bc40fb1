import { Group, Select, useComputedColorScheme } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Run } from '../api/types';
import { contrast } from '../base/contrast';
import { paths } from '../base/paths';
import { lowerIsBetter } from '../base/primaryMetric';
import { shadeOf, sortedValues } from '../table/shades';
import { columnOf } from '../table/columnIds';
import { columnName } from '../table/columnNames';
import { words } from '../words';
import { cellsOf } from './cells';
import { formatValue } from './formatValue';
import { LeftOut } from './LeftOut';
import { Plane } from './Plane';
import { quantitiesOf, valueOf, varyingParameters, type Quantity, type Value } from './quantities';
import classes from './Relations.module.css';
import { shadeColor } from './shadeColor';

type Props = { readonly runs: readonly Run[]; readonly metric: string };

/** The mean result of each pair of two settings. */
export function HeatMap({ runs, metric }: Props) {
  const quantities = quantitiesOf(runs, metric);
  const varying = varyingParameters(runs);
  const [across, setAcross] = useState<Quantity>(varying[0] ?? quantities[0] ?? 'duration');
  const [up, setUp] = useState<Quantity>(varying[1] ?? quantities[1] ?? 'duration');
  const [shown, setShown] = useState<Quantity>(`best.${metric}`);
  const navigate = useNavigate();
  const dark = useComputedColorScheme('light') === 'dark';
  const said = words().relations;
  const cells = cellsOf(runs, across, up, shown);
  const values = sortedValues(cells.map(({ mean }) => mean));
  const column = columnOf(shown);
  const lower = column?.kind === 'best' || column?.kind === 'last' ? lowerIsBetter(column.name) : true;
  const [columns, rows] = [placesOf(across, cells.map(({ x }) => x)), placesOf(up, cells.map(({ y }) => y))];
  const data = (some: readonly Quantity[]) => some.map((quantity) => ({ value: quantity, label: columnName(quantity) }));
  const parameters = quantities.filter((quantity) => quantity.startsWith('param.'));
  const results = quantities.filter((quantity) => !quantity.startsWith('param.'));

  return (
    <>
      <Group gap="sm" mb="xs">
        <Select size="xs" label={said.across} data={data(parameters)} value={across} allowDeselect={false} searchable onChange={(value) => value && setAcross(value)} w={200} />
        <Select size="xs" label={said.up} data={data(parameters)} value={up} allowDeselect={false} searchable onChange={(value) => value && setUp(value)} w={200} />
        <Select size="xs" label={said.mean} data={data(results)} value={shown} allowDeselect={false} searchable onChange={(value) => value && setShown(value)} w={220} />
      </Group>
      <Plane across={columns.axis} up={rows.axis} acrossName={columnName(across)} upName={columnName(up)} label={said.mapOf(columnName(shown), columnName(across), columnName(up))}>
        {({ x, y, width, height }) => {
          const size = { width: width / columns.count, height: height / rows.count };
          return cells.map((cell) => {
            const color = shadeColor(shadeOf(cell.mean, values, lower), dark);
            const [left, top] = [x(columns.at(cell.x)), y(rows.at(cell.y))];
            const text = formatValue(shown, cell.mean);
            return (
              // Whoever does not point finds the runs in the table.
              <g key={JSON.stringify([cell.x, cell.y])} onClick={() => void navigate(paths.compare(cell.runs.map(({ id }) => id)))} style={{ cursor: 'pointer' }}>
                <title>{said.cell(formatValue(across, cell.x), formatValue(up, cell.y), text, cell.deviation === null ? null : formatValue(shown, cell.deviation), cell.runs.length)}</title>
                <rect x={left - size.width / 2 + 1} y={top - size.height / 2 + 1} width={Math.max(0, size.width - 2)} height={Math.max(0, size.height - 2)} fill={color} />
                {size.width > 56 && size.height > 16 && (
                  <text x={left} y={top + 4} textAnchor="middle" className={classes.cellText} fill={contrast(color, '#000000') >= contrast(color, '#ffffff') ? '#000000' : '#ffffff'}>
                    {text}
                  </text>
                )}
              </g>
            );
          });
        }}
      </Plane>
      <LeftOut runs={runs.filter((run) => [across, up, shown].some((quantity) => valueOf(run, quantity) === null)).length} />
    </>
  );
}

/** Values side by side in their order, also numbers: each has a place as wide as the others. */
function placesOf(quantity: Quantity, values: readonly Value[]) {
  const different = [...new Set(values)].sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true })));
  const at = (value: Value) => (different.indexOf(value) + 0.5) / different.length;
  const ticks = different.map((value) => ({ at: at(value), label: formatValue(quantity, value) }));
  return { at, count: Math.max(1, different.length), axis: { kind: 'category', logarithmic: false, at: () => null, ticks } as const };
}
