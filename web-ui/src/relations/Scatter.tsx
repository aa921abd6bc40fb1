import { Group, Select, Switch, Text, useComputedColorScheme } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Run } from '../api/types';
import { paths } from '../base/paths';
import { lowerIsBetter } from '../base/primaryMetric';
import { strokeOf, strokeOfRun } from '../charts/palette';
import { columnOf } from '../table/columnIds';
import { columnName } from '../table/columnNames';
import { words } from '../words';
import { axisOf } from './axis';
import { paretoFront } from './pareto';
import { LeftOut } from './LeftOut';
import { Plane } from './Plane';
import { quantitiesOf, valueOf, type Quantity } from './quantities';
import { formatValue } from './formatValue';
import classes from './Relations.module.css';

type Props = { readonly runs: readonly Run[]; readonly metric: string };

/** Whether less of a quantity is better: of a cost, a loss, an error. */
const lessIsBetter = (quantity: Quantity) => {
  const column = columnOf(quantity);
  return column?.kind === 'best' || column?.kind === 'last' ? lowerIsBetter(column.name) : true;
};

/** Each run as a point between two quantities, with those that nothing else is better than. */
export function Scatter({ runs, metric }: Props) {
  const quantities = quantitiesOf(runs, metric);
  const [across, setAcross] = useState<Quantity>(quantities.includes('param.parameters') && new Set(runs.map((run) => valueOf(run, 'param.parameters'))).size > 1 ? 'param.parameters' : (quantities[0] ?? 'duration'));
  const [up, setUp] = useState<Quantity>(`best.${metric}`);
  const [front, setFront] = useState(true);
  const navigate = useNavigate();
  const dark = useComputedColorScheme('light') === 'dark';
  const said = words().relations;
  const axes = { across: axisOf(across, runs.map((run) => valueOf(run, across))), up: axisOf(up, runs.map((run) => valueOf(run, up))) };
  const points = runs.flatMap((run) => {
    const [x, y] = [axes.across.at(valueOf(run, across)), axes.up.at(valueOf(run, up))];
    return x === null || y === null ? [] : [{ run, x, y }];
  });
  const hasFront = axes.across.kind === 'number' && axes.up.kind === 'number';
  const best = front && hasFront ? paretoFront(points, lessIsBetter(across), lessIsBetter(up)) : [];
  const told = (run: Run) => `${run.name}: ${columnName(across)} ${formatValue(across, valueOf(run, across))}, ${columnName(up)} ${formatValue(up, valueOf(run, up))}`;
  const data = quantities.map((quantity) => ({ value: quantity, label: columnName(quantity) }));

  return (
    <>
      <Group gap="sm" mb="xs" align="flex-end">
        <Select size="xs" label={said.across} data={data} value={across} allowDeselect={false} searchable onChange={(value) => value && setAcross(value)} w={220} />
        <Select size="xs" label={said.up} data={data} value={up} allowDeselect={false} searchable onChange={(value) => value && setUp(value)} w={220} />
        <Switch size="xs" label={said.front} description={hasFront ? said.frontHint(lessIsBetter(across), lessIsBetter(up)) : said.noFront} checked={front && hasFront} disabled={!hasFront} onChange={(event) => setFront(event.currentTarget.checked)} />
      </Group>
      <Plane {...axes} acrossName={columnName(across)} upName={columnName(up)} label={said.scatterOf(columnName(up), columnName(across), points.length)}>
        {({ x, y }) => (
          <>
            {best.length > 1 && <polyline className={classes.front} points={best.map((point) => `${x(point.x)},${y(point.y)}`).join(' ')} />}
            {points.map(({ run, x: left, y: top }) => (
              // Whoever does not point finds the run in the table.
              <circle key={run.id} cx={x(left)} cy={y(top)} r={5} className={classes.mark} fill={strokeOf(strokeOfRun(run.id), dark).color} onClick={() => void navigate(paths.run(run.id))}>
                <title>{told(run)}</title>
              </circle>
            ))}
            {best.map(({ run, x: left, y: top }) => (
              <circle key={run.id} cx={x(left)} cy={y(top)} r={8} className={classes.ring} pointerEvents="none" />
            ))}
          </>
        )}
      </Plane>
      {best.length > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {said.onFront(best.map(({ run }) => run.name).join(', '))}
        </Text>
      )}
      <LeftOut runs={runs.length - points.length} />
    </>
  );
}
