import { Button, Group, Text } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { RowSelectionState } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { BulkMenu } from '../../actions/BulkMenu';
import { keys } from '../../api/keys';
import { useRunList } from '../../api/search';
import { useStream } from '../../api/stream/useStream';
import { download } from '../../base/download';
import { api, paths } from '../../base/paths';
import { primaryMetricOf } from '../../base/primaryMetric';
import { useSearchState } from '../../base/useSearchState';
import { SearchField } from '../../search/SearchField';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { DataGrid } from '../../widgets/DataGrid';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { language, words } from '../../words';
import { listColumns } from './listColumns';

const REFRESH_MILLIS = 2000;

/** Runs of all experiments, newest first, narrowed by a filter. */
export function RunsPage() {
  const [filter, setFilter] = useSearchState('filter');
  const query = useRunList(filter);
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = useThrottledCallback(() => void client.invalidateQueries({ queryKey: keys.runs({ filter }) }), REFRESH_MILLIS);
  const connection = useStream({ watch: { all: true }, after: null, onEvent: ({ kind }) => ['hello', 'run', 'deleted'].includes(kind) && refresh() });
  const runs = query.data?.pages.flatMap((page) => page.items) ?? [];
  const [selection, setSelection] = useState<RowSelectionState>({});
  const chosen = runs.filter(({ id }) => selection[id]);
  const metric = primaryMetricOf(runs);
  // The words are part of the columns.
  const columns = useMemo(() => listColumns(metric), [metric, language()]); // eslint-disable-line react-hooks/exhaustive-deps
  const said = words().runList;

  return (
    <>
      <PageHeader
        title={said.title}
        beside={<ConnectionBadge state={connection} />}
        actions={
          runs.length > 0 &&
          filter !== '' && (
            <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => download(api.comparisonCsv({ filter, shape: 'runs' }))}>
              {words().experiment.csv}
            </Button>
          )
        }
      />
      <Group mb="xs" align="flex-start">
        <SearchField filter={filter} onFilter={setFilter} />
        {chosen.length > 0 && <BulkMenu which={{ runs: chosen.map(({ id }) => id) }} known={chosen} label={words().bulk.menu(chosen.length)} />}
        {chosen.length === 0 && filter !== '' && runs.length > 0 && <BulkMenu which={{ filter }} label={words().bulk.menuOfFilter} />}
      </Group>
      {query.isPending && <LoadingRows rows={12} height={32} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && runs.length === 0 && (
        <EmptyState title={filter === '' ? said.nothing : said.none}>{filter === '' ? said.nothingHint : said.noneHint}</EmptyState>
      )}
      {runs.length > 0 && (
        <Panel label={said.label}>
          <DataGrid label={said.label} rows={runs} columns={columns} rowId={(run) => run.id} sorting={[]} onSortingChange={() => undefined} selection={selection} onSelectionChange={setSelection} onOpen={(run) => void navigate(paths.run(run.id))} maxHeight="70vh" />
        </Panel>
      )}
      {query.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {said.older}
          </Button>
        </Group>
      )}
      <Text className="visually-hidden" aria-live="polite">
        {query.isSuccess && words().common.runs(runs.length)}
      </Text>
    </>
  );
}
