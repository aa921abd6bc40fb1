import { Anchor, Button, Group, MultiSelect, Text, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState, type PointerEvent } from 'react';
import { Link } from 'react-router';
import type { Run } from '../api/types';
import { paths } from '../base/paths';
import { lowerIsBetter } from '../base/primaryMetric';
import { shadeOf, sortedValues } from '../table/shades';
import { columnName } from '../table/columnNames';
import { words } from '../words';
import { axisOf } from './axis';
import { filterOf, isChosen, type Brush } from './brushes';
import { shortened } from './Plane';
import { quantitiesOf, valueOf, varyingParameters, type Quantity } from './quantities';
import classes from './Relations.module.css';
import { wayColor } from './wayColor';

type Props = { readonly runs: readonly Run[]; readonly metric: string; readonly onFilter?: ((filter: string) => void) | undefined };

const HEIGHT = 320;
const PLOT = { side: 64, top: 34, bottom: 20 };
const AXES = 6;
/** A stroke shorter than this is a click, which takes the choice back. */
const LEAST = 0.02;

/** Each run as a way across axes of its settings to its result; parts of axes choose among the runs. */
export function ParallelCoordinates({ runs, metric, onFilter }: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const result = `best.${metric}`;
  const [shown, setShown] = useState<readonly Quantity[]>(() => [...varyingParameters(runs).slice(0, AXES), result]);
  const [brushes, setBrushes] = useState<ReadonlyMap<Quantity, Brush>>(new Map());
  const dark = useComputedColorScheme('light') === 'dark';
  const said = words().relations;
  const axes = new Map(shown.map((quantity) => [quantity, axisOf(quantity, runs.map((run) => valueOf(run, quantity)))]));
  const chosen = runs.filter((run) => isChosen(run, brushes, axes));
  const results = sortedValues(runs.map((run) => run.metrics[metric]?.best));
  const lower = lowerIsBetter(metric);
  const x = (place: number) => (shown.length < 2 ? width / 2 : PLOT.side + (place / (shown.length - 1)) * (width - 2 * PLOT.side));
  const y = (at: number | null) => (at === null ? HEIGHT - 4 : PLOT.top + (1 - at) * (HEIGHT - PLOT.top - PLOT.bottom));
  const wayOf = (run: Run) => shown.map((quantity, place) => `${place === 0 ? 'M' : 'L'}${x(place).toFixed(1)} ${y(axes.get(quantity)?.at(valueOf(run, quantity)) ?? null).toFixed(1)}`).join('');
  const isLeftOut = (run: Run) => brushes.size > 0 && !chosen.includes(run);
  const brush = (quantity: Quantity, next: Brush | null) => {
    const changed = new Map(brushes);
    if (next === null) changed.delete(quantity);
    else changed.set(quantity, next);
    setBrushes(changed);
  };
  const filter = filterOf(chosen, brushes);

  return (
    <>
      <Group gap="sm" mb="xs" align="flex-end">
        <MultiSelect
          size="xs"
          label={said.axes}
          data={[...new Set([...quantitiesOf(runs, metric), ...shown])].map((quantity) => ({ value: quantity, label: columnName(quantity) }))}
          value={[...shown]}
          onChange={(next) => {
            setShown(next);
            setBrushes(new Map([...brushes].filter(([quantity]) => next.includes(quantity))));
          }}
          searchable
          hidePickedOptions
          flex={1}
        />
        {brushes.size > 0 && (
          <>
            <Button size="xs" variant="default" onClick={() => setBrushes(new Map())}>
              {said.clear}
            </Button>
            {onFilter && filter !== null && chosen.length > 0 && (
              <Button size="xs" variant="light" onClick={() => onFilter(filter)}>
                {said.filter}
              </Button>
            )}
          </>
        )}
      </Group>
      <Text size="xs" c="dimmed" mb={4} aria-live="polite">
        {brushes.size === 0 ? said.brushHint : said.chosen(chosen.length, runs.length)}{' '}
        {brushes.size > 0 && chosen.length > 0 && (
          <Anchor component={Link} size="xs" to={paths.compare(chosen.map(({ id }) => id))}>
            {said.compare}
          </Anchor>
        )}
      </Text>
      <div ref={ref} className={classes.plane} style={{ height: HEIGHT }}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={said.waysOf(runs.length, shown.map(columnName).join(', '))}>
            {/* Those that are chosen lie above the others. */}
            {[...runs].sort((a, b) => Number(isLeftOut(b)) - Number(isLeftOut(a))).map((run) => (
              <path key={run.id} d={wayOf(run)} className={classes.way} data-left-out={isLeftOut(run) || undefined} {...(isLeftOut(run) ? {} : { stroke: wayColor(shadeOf(run.metrics[metric]?.best ?? Number.NaN, results, lower), dark) })}>
                <title>{run.name}</title>
              </path>
            ))}
            {shown.map((quantity, place) => (
              <g key={quantity}>
                <line className={classes.axis} x1={x(place)} x2={x(place)} y1={y(1)} y2={y(0)} />
                <text x={x(place)} y={14} textAnchor="middle" className={classes.name}>
                  <title>{columnName(quantity)}</title>
                  {columnName(quantity).length > 22 ? `${columnName(quantity).slice(0, 21)}…` : columnName(quantity)}
                </text>
                {axes.get(quantity)?.ticks.map(({ at, label }) => (
                  <text key={label} x={x(place) - 6} y={y(at) + 4} textAnchor="end" className={classes.tick}>
                    {shortened(label)}
                  </text>
                ))}
                <BrushArea left={x(place)} brush={brushes.get(quantity) ?? null} onChange={(next) => brush(quantity, next)} />
              </g>
            ))}
          </svg>
        )}
      </div>
    </>
  );
}

type BrushProps = { readonly left: number; readonly brush: Brush | null; readonly onChange: (brush: Brush | null) => void };

/** Takes a part of an axis by a stroke of the pointer. */
function BrushArea({ left, brush, onChange }: BrushProps) {
  const [start, setStart] = useState<number | null>(null);
  const [end, setEnd] = useState<number | null>(null);
  const inner = HEIGHT - PLOT.top - PLOT.bottom;
  const at = (event: PointerEvent<SVGRectElement>) => Math.min(1, Math.max(0, 1 - (event.clientY - event.currentTarget.getBoundingClientRect().top) / inner));
  const drawn = start !== null && end !== null ? { from: Math.min(start, end), to: Math.max(start, end) } : brush;
  const finish = () => {
    if (start === null || end === null) return;
    onChange(Math.abs(end - start) < LEAST ? null : { from: Math.min(start, end), to: Math.max(start, end) });
    setStart(null);
    setEnd(null);
  };
  return (
    <>
      <rect
        className={classes.handle}
        x={left - 12}
        y={PLOT.top}
        width={24}
        height={inner}
        style={{ touchAction: 'none' }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setStart(at(event));
          setEnd(at(event));
        }}
        onPointerMove={(event) => start !== null && setEnd(at(event))}
        onPointerUp={finish}
        onPointerCancel={finish}
      />
      {drawn && <rect className={classes.brush} x={left - 6} width={12} y={PLOT.top + (1 - drawn.to) * inner} height={Math.max(1, (drawn.to - drawn.from) * inner)} />}
    </>
  );
}
