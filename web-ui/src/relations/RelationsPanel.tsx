import { Group, SegmentedControl, Text, useComputedColorScheme } from '@mantine/core';
import { useDeferredValue, useRef, useState } from 'react';
import type { Run } from '../api/types';
import { fileName, save } from '../base/download';
import { GROUND } from '../base/tokens';
import { ChartMenu } from '../charts/ChartMenu';
import { svgOfElement } from '../charts/elementExport';
import { csvOfRows, pngOf } from '../charts/exports';
import { Panel } from '../widgets/Panel';
import { words } from '../words';
import { BoxPlot } from './BoxPlot';
import { HeatMap } from './HeatMap';
import { ParallelCoordinates } from './ParallelCoordinates';
import { quantitiesOf, valueOf, varyingParameters } from './quantities';
import { Scatter } from './Scatter';

type Props = { readonly runs: readonly Run[]; readonly metric: string; readonly onFilter?: ((filter: string) => void) | undefined };

const DRAWINGS = { parallel: ParallelCoordinates, scatter: Scatter, boxes: BoxPlot, map: HeatMap } as const;
type Picture = keyof typeof DRAWINGS;
const PICTURES = Object.keys(DRAWINGS) as readonly Picture[];

/** Settings set against results, in the picture that the reader chooses. */
export function RelationsPanel({ runs: all, metric, onFilter }: Props) {
  // While runs train the curves come first.
  const runs = useDeferredValue(all);
  const [picture, setPicture] = useState<Picture>('parallel');
  const said = words().relations;
  const measured = runs.filter((run) => (run.metrics[metric]?.best ?? null) !== null);
  const shown = measured.length > 1 && varyingParameters(measured).length > 0;
  const host = useRef<HTMLDivElement>(null);
  const dark = useComputedColorScheme('light') === 'dark';
  const name = (ending: string) => fileName(`${said.title} ${said.pictures[picture]}`, ending);
  const drawn = () => {
    const svg = host.current?.querySelector<SVGSVGElement>('svg[role="img"]');
    return svg ? svgOfElement(svg, said.title, GROUND[dark ? 'dark' : 'light']) : '';
  };
  const savePng = async () => save(await pngOf(drawn()), name('png'));
  const Drawing = DRAWINGS[picture];
  return (
    <Panel
      title={said.title}
      actions={
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={said.picture}
            value={picture}
            onChange={(next) => setPicture(PICTURES.find((each) => each === next) ?? 'parallel')}
            data={PICTURES.map((value) => ({ value, label: said.pictures[value] }))}
          />
          {shown && (
            <ChartMenu
              title={said.pictures[picture]}
              onPng={() => void savePng()}
              onSvg={() => save(new Blob([drawn()], { type: 'image/svg+xml' }), name('svg'))}
              onCsv={() => save(new Blob([csvOfRows(rowsOf(measured, metric))], { type: 'text/csv' }), name('csv'))}
            />
          )}
        </Group>
      }
    >
      {shown ? (
        <div ref={host}>
          <Drawing key={`${picture} ${metric}`} runs={measured} metric={metric} onFilter={onFilter} />
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          {said.nothing}
        </Text>
      )}
    </Panel>
  );
}

/** A line a run with everything that can be an axis. */
function rowsOf(runs: readonly Run[], metric: string): string[][] {
  const quantities = quantitiesOf(runs, metric);
  return [['run_id', 'run_name', ...quantities], ...runs.map((run) => [run.id, run.name, ...quantities.map((quantity) => String(valueOf(run, quantity) ?? ''))])];
}
