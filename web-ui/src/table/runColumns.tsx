import { Anchor, Badge, Group, Text } from '@mantine/core';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import { CancelButton, PauseButton } from '../actions/RunMoves';
import type { Run } from '../api/types';
import { formatDateTime, formatDifference, formatDuration, formatInteger, formatMetric, MISSING } from '../base/format';
import { formatParameter } from '../base/parameters';
import { paths } from '../base/paths';
import { lowerIsBetter } from '../base/primaryMetric';
import { hasEnded } from '../base/runs';
import { fractionDone } from '../base/timeLeft';
import { strokeOfRun } from '../charts/palette';
import { Swatch } from '../charts/Swatch';
import { tagText } from '../organise/tagText';
import { meta } from '../widgets/columnMeta';
import { OriginBadge } from '../widgets/OriginBadge';
import { RunProgress } from '../widgets/RunProgress';
import { selectColumn } from '../widgets/selectColumn';
import { StatusBadge } from '../widgets/StatusBadge';
import { words } from '../words';
import { columnOf, sortKeyOf, type Attribute, type Column, type Shown } from './columnIds';
import { columnHead, columnName } from './columnNames';
import { BaselineButton, EditRunButton, RunStar } from './RowButtons';
import classes from './RowButtons.module.css';
import { shadeOf, sortedValues } from './shades';
import { Sparkline } from './Sparkline';

export type Context = {
  readonly rows: readonly Run[];
  /** What the runs are judged by. */
  readonly metric: string;
  readonly baseline: Run | null;
  readonly onBaseline: (id: string) => void;
  readonly shaded: boolean;
  readonly selectable: boolean;
  readonly widths: ReadonlyMap<string, number>;
  /** Whether the tracker sorts the rows, which cannot do so by every column. */
  readonly sortedByTracker: boolean;
};

/** The columns of a table of runs: the run itself, what is to be shown of it, and what can be done with it. */
export function runColumns(shown: readonly Shown[], context: Context): ColumnDef<Run>[] {
  const columns: ColumnDef<Run>[] = [
    ...(context.selectable ? [{ ...selectColumn<Run>(), enableResizing: false, ...meta({ pinned: true }) }] : []),
    nameColumn(context),
    ...shown.flatMap(({ id, pinned }) => {
      const column = columnOf(id);
      return column === null ? [] : [dataColumn(id, column, pinned, context)];
    }),
    actionsColumn(),
  ];
  return columns.map((column) => ({ ...column, meta: { ...column.meta, width: context.widths.get(column.id ?? '') } }));
}

function nameColumn({ baseline, onBaseline }: Context): ColumnDef<Run> {
  return {
    id: 'name',
    header: words().experiment.columns.name,
    accessorFn: (run) => run.name,
    ...meta({ narrow: true, grows: true, pinned: true }),
    cell: ({ row: { original: run } }) => (
      <Group gap={4} wrap="nowrap" pos="relative">
        <RunStar run={run} />
        <Swatch stroke={strokeOfRun(run.id)} />
        <Anchor component={Link} to={paths.run(run.id)} size="sm" fw={600} truncate title={run.name} ml={4}>
          {run.name}
        </Anchor>
        <OriginBadge run={run} />
        <span className={classes.over}>
          <BaselineButton run={run} chosen={baseline?.id === run.id} onChange={onBaseline} />
          <EditRunButton run={run} />
        </span>
      </Group>
    ),
  };
}

function actionsColumn(): ColumnDef<Run> {
  return {
    id: 'actions',
    enableSorting: false,
    enableResizing: false,
    header: () => <span className="visually-hidden">{words().experiment.columns.actions}</span>,
    cell: ({ row }) => (
      <Group gap={2} wrap="nowrap" justify="flex-end">
        <PauseButton run={row.original} small />
        <CancelButton run={row.original} small />
      </Group>
    ),
  };
}

function dataColumn(id: string, column: Column, pinned: boolean, context: Context): ColumnDef<Run> {
  const head = columnHead(id, context.metric);
  const common = {
    id,
    header: head === columnName(id) ? head : () => <span title={columnName(id)}>{head}</span>,
    enableSorting: context.sortedByTracker ? sortKeyOf(id) !== null : column.kind !== 'curve',
    sortUndefined: 'last',
  } as const;
  switch (column.kind) {
    case 'attribute':
      return { ...common, ...attributeColumn(column.name, pinned) };
    case 'param':
      return {
        ...common,
        ...meta({ pinned, right: isNumeric(context.rows, column.name) }),
        accessorFn: (run) => comparable(run.parameters[column.name]),
        cell: ({ row }) => formatParameter(row.original.parameters[column.name]),
      };
    case 'tag':
      return { ...common, ...meta({ pinned }), accessorFn: (run) => run.tags[column.name], cell: ({ row }) => tagValue(row.original.tags[column.name]) };
    case 'curve':
      return { ...common, ...meta({ pinned }), accessorFn: () => 0, cell: ({ row }) => <Sparkline run={row.original} metric={column.name} /> };
    case 'last':
    case 'best':
    case 'bestEpoch':
    case 'change':
      return { ...common, ...numberColumn(column.kind, column.name, pinned, context) };
  }
}

function numberColumn(kind: 'last' | 'best' | 'bestEpoch' | 'change', metric: string, pinned: boolean, { rows, metric: primary, baseline, shaded }: Context): Partial<ColumnDef<Run>> {
  const best = (run: Run) => run.metrics[metric]?.best ?? undefined;
  const standard = baseline === null ? undefined : best(baseline);
  const value = (run: Run): number | undefined => {
    const found = kind === 'change' ? best(run) : run.metrics[metric]?.[kind];
    if (kind !== 'change') return found ?? undefined;
    return found === undefined || found === null || standard === undefined ? undefined : found - standard;
  };
  const format = (run: Run) => {
    const number = value(run);
    if (kind === 'bestEpoch') return formatInteger(number);
    if (kind === 'change') return run.id === baseline?.id ? words().table.baseline.is : formatDifference(metric, number);
    return kind === 'best' && metric === primary ? <b>{formatMetric(metric, number)}</b> : formatMetric(metric, number);
  };
  const lower = lowerIsBetter(metric);
  const sorted = shaded && kind !== 'bestEpoch' ? sortedValues(rows.map(value)) : null;
  return {
    accessorFn: value,
    sortDescFirst: kind === 'bestEpoch' ? false : !lower,
    ...meta({
      right: true,
      pinned,
      narrow: kind === 'best' && metric === primary,
      ...(sorted === null ? {} : { shade: (run: Run) => shadeOf(value(run) ?? Number.NaN, sorted, lower) }),
    }),
    cell: ({ row }) => format(row.original),
  };
}

function noteOf(run: Run) {
  if (hasEnded(run)) return {};
  if (run.cancelRequested) return { note: words().states.stopping };
  return run.pauseRequested ? { note: words().states.pausing } : {};
}

function attributeColumn(name: Attribute, pinned: boolean): Partial<ColumnDef<Run>> {
  const number = { sortUndefined: 'last', ...meta({ right: true, pinned }) } as const;
  const plain = meta({ pinned });
  switch (name) {
    case 'experiment':
      return {
        ...meta({ pinned, grows: true }),
        accessorFn: (run) => run.experiment.name,
        cell: ({ row: { original: run } }) => (
          <Anchor component={Link} to={paths.experiment(run.experiment.id)} size="sm" truncate title={run.experiment.name}>
            {run.experiment.name}
          </Anchor>
        ),
      };
    case 'status':
      return { ...meta({ pinned, narrow: true }), accessorFn: (run) => run.status, cell: ({ row: { original: run } }) => <StatusBadge status={run.status} {...noteOf(run)} /> };
    case 'progress':
      return { ...plain, accessorFn: fractionDone, cell: ({ row }) => <RunProgress run={row.original} /> };
    case 'duration':
      return { ...number, accessorFn: (run) => run.durationSeconds ?? undefined, cell: ({ row }) => formatDuration(row.original.durationSeconds) };
    case 'created':
      return { ...plain, accessorFn: (run) => run.createdAt, cell: ({ row }) => formatDateTime(row.original.createdAt) };
    case 'started':
      return { ...plain, accessorFn: (run) => run.startedAt ?? undefined, cell: ({ row }) => formatDateTime(row.original.startedAt) };
    case 'ended':
      return { ...plain, accessorFn: (run) => run.endedAt ?? undefined, cell: ({ row }) => formatDateTime(row.original.endedAt) };
    case 'worker':
      return { ...plain, accessorFn: (run) => run.worker ?? undefined, cell: ({ row }) => row.original.worker ?? MISSING };
    case 'attempts':
      return { ...number, accessorFn: (run) => run.attempt, cell: ({ row }) => formatInteger(row.original.attempt) };
    case 'priority':
      return { ...number, accessorFn: (run) => run.priority, cell: ({ row }) => row.original.priority };
    case 'tags':
      return { ...plain, accessorFn: (run) => Object.keys(run.tags).sort().join(), cell: ({ row }) => <Tags run={row.original} /> };
    case 'failure':
      return {
        ...meta({ pinned, grows: true }),
        accessorFn: (run) => run.failure?.kind,
        cell: ({ row: { original: run } }) =>
          run.failure === null ? (
            MISSING
          ) : (
            <Text size="sm" truncate title={run.failure.message}>
              {run.failure.message}
            </Text>
          ),
      };
  }
}

function Tags({ run }: { readonly run: Run }) {
  return (
    <Group gap={4} wrap="nowrap">
      {Object.entries(run.tags).map(([name, value]) => (
        <Badge key={name} variant="light" tt="none" fw={500} size="sm">
          {tagText(name, value)}
        </Badge>
      ))}
    </Group>
  );
}

/** A tag without a value is there all the same. */
const tagValue = (value: string | undefined) => (value === '' ? '✓' : (value ?? MISSING));

const comparable = (value: Run['parameters'][string] | undefined) =>
  value === null || value === undefined ? undefined : typeof value === 'number' || typeof value === 'boolean' ? Number(value) : typeof value === 'string' ? value : JSON.stringify(value);

const SAMPLE = 100;

function isNumeric(rows: readonly Run[], parameter: string): boolean {
  const values = rows.slice(0, SAMPLE).flatMap((run) => run.parameters[parameter] ?? []);
  return values.length > 0 && values.every((value) => typeof value === 'number');
}
