import { Button, Group, Text, Title } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import type { RowSelectionState, SortingState } from '@tanstack/react-table';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Run } from '../../api/types';
import { plural } from '../../base/format';
import { paths } from '../../base/paths';
import { DataGrid } from '../../widgets/DataGrid';
import { RUN_COLUMNS } from './runColumns';

/** The runs of the experiment; those that are ticked can be compared. */
export function RunsTable({ runs }: { readonly runs: readonly Run[] }) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const [selection, setSelection] = useState<RowSelectionState>({});
  const chosen = runs.filter((run) => selection[run.id]).map((run) => run.id);
  const compared = chosen.length > 0 ? chosen : runs.slice(0, 32).map((run) => run.id);

  return (
    <>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h5">
          Runs
        </Title>
        <Group gap="sm">
          <Text size="sm" c="dimmed" aria-live="polite">
            {chosen.length === 0 ? 'Tick runs to compare only them' : `${plural(chosen.length, 'run')} chosen`}
          </Text>
          <Button component={Link} to={paths.compare(compared)} size="xs" variant="light" leftSection={<IconChartLine size={14} aria-hidden />}>
            {chosen.length === 0 ? 'Compare all' : `Compare ${chosen.length}`}
          </Button>
        </Group>
      </Group>
      <DataGrid
        label="Runs of the experiment"
        rows={runs}
        columns={RUN_COLUMNS}
        rowId={(run) => run.id}
        sorting={sorting}
        onSortingChange={setSorting}
        selection={selection}
        onSelectionChange={setSelection}
      />
    </>
  );
}
