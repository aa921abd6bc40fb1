import type { RowSelectionState } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useRunsById } from '../api/runs';
import type { Run } from '../api/types';
import { paths } from '../base/paths';
import { DataGrid } from '../widgets/DataGrid';
import { readSorting, writeSorting } from '../widgets/sorting';
import { language } from '../words';
import { withChange, type Shown } from './columnIds';
import { runColumns } from './runColumns';
import { writeWidths, type TableState, type Written } from './tableState';

type Props = {
  readonly label: string;
  readonly rows: readonly Run[];
  readonly columns: readonly Shown[];
  /** What the runs are judged by. */
  readonly metric: string;
  readonly state: TableState;
  readonly change: (written: Written) => void;
  readonly sortedByTracker?: boolean;
  readonly selection?: RowSelectionState;
  readonly onSelectionChange?: (selection: RowSelectionState | ((known: RowSelectionState) => RowSelectionState)) => void;
  readonly onEnd?: () => void;
  readonly maxHeight?: number | string;
};

/** Runs with the columns that their reader wants to see. */
export function RunTable({ label, rows, columns, metric, state, change, sortedByTracker = false, selection, onSelectionChange, onEnd, maxHeight }: Props) {
  const navigate = useNavigate();
  const baseline = useBaseline(rows, state.baseline);
  const { shaded } = state;
  const selectable = selection !== undefined;
  const definitions = useMemo(
    () =>
      runColumns(withChange(columns, baseline !== null), {
        rows: shaded ? rows : rows.slice(0, SAMPLE),
        metric,
        baseline,
        onBaseline: (id) => change({ baseline: id }),
        shaded,
        selectable,
        widths: state.widths,
        sortedByTracker,
      }),
    // The words are part of the columns; rows that are not looked at need no new ones.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [JSON.stringify(columns), metric, baseline, shaded, shaded ? rows : rows.length === 0, selectable, writeWidths(state.widths), sortedByTracker, language()],
  );
  // The order may be one of groups.
  const sorting = readSorting(state.sort).filter(({ id }) => definitions.some((column) => column.id === id));
  return (
    <DataGrid
      label={label}
      rows={rows}
      columns={definitions}
      rowId={(run) => run.id}
      sorted={sortedByTracker}
      sorting={sorting}
      onSortingChange={(next) => change({ sort: writeSorting(next instanceof Function ? next(sorting) : next) })}
      {...(selection === undefined ? {} : { selection })}
      {...(onSelectionChange === undefined ? {} : { onSelectionChange })}
      onWidth={(column, width) => change({ widths: writeWidths(new Map([...state.widths, [column, width]])) })}
      onOpen={(run) => void navigate(paths.run(run.id))}
      {...(onEnd === undefined ? {} : { onEnd })}
      {...(maxHeight === undefined ? {} : { maxHeight })}
    />
  );
}

const SAMPLE = 100;

/** The run that others are compared with, wherever it is. */
function useBaseline(rows: readonly Run[], id: string): Run | null {
  const here = id === '' ? undefined : rows.find((run) => run.id === id);
  const elsewhere = useRunsById(id === '' || here ? [] : [id]);
  return here ?? elsewhere.data?.runs.find((run) => run.id === id) ?? null;
}
