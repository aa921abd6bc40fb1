import { Button, Group, Text } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { RowSelectionState } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { BulkMenu } from '../../actions/BulkMenu';
import { CsvMenu } from '../../actions/CsvMenu';
import { keys } from '../../api/keys';
import { LiveBatch } from '../../api/LiveBatch';
import { useRunList } from '../../api/search';
import type { StreamEvent } from '../../api/stream/events';
import { useStream } from '../../api/stream/useStream';
import type { Run } from '../../api/types';
import { removeRun } from '../../api/updates';
import { primaryMetricOf } from '../../base/primaryMetric';
import { SearchField } from '../../search/SearchField';
import { automaticColumns, fieldsOf, sortOf } from '../../table/columnIds';
import { GroupTable } from '../../table/GroupTable';
import { RunTable } from '../../table/RunTable';
import { TableTools } from '../../table/TableTools';
import { useTableState } from '../../table/tableState';
import { ConnectionBadge } from '../../widgets/ConnectionBadge';
import { EmptyState } from '../../widgets/EmptyState';
import { LoadingRows } from '../../widgets/LoadingRows';
import { PageHeader } from '../../widgets/PageHeader';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';

const REFRESH_MILLIS = 2000;
/** A longer list is asked for anew only when its reader wants it. */
const SHORT_PAGES = 2;

/** Runs of all experiments, narrowed by a filter, in any order, or in groups. */
export function RunsPage() {
  const [state, change] = useTableState();
  const { filter, groups } = state;
  const client = useQueryClient();
  const question = { filter, sort: sortOf(state.sort) };
  const shownOf = (first: readonly Run[]) => state.columns ?? automaticColumns(first, primaryMetricOf(first), 'everywhere');
  const query = useRunList(question, (first) => fieldsOf(shownOf(first)));
  const pages = query.data?.pages;
  const runs = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  const listed = useMemo(() => new Set(runs.map(({ id }) => id)), [runs]);
  const first = useMemo(() => pages?.[0]?.items ?? [], [pages]);
  const metric = primaryMetricOf(first);
  // New points of a run change neither its settings nor what it is judged by.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => shownOf(first), [first.map(({ id }) => id).join(), metric, JSON.stringify(state.columns)]);
  const [batch] = useState(() => new LiveBatch(client));
  const [fresh, setFresh] = useState(false);
  const refresh = useThrottledCallback(() => {
    setFresh(false);
    void client.invalidateQueries({ queryKey: keys.runList(question) });
  }, REFRESH_MILLIS);

  const onEvent = (event: StreamEvent) => {
    if (event.kind === 'deleted') removeRun(client, null, event.data.run);
    if (event.kind === 'run') batch.run(event.data);
    const isNews = event.kind === 'hello' || (event.kind === 'run' && (filter !== '' || !listed.has(event.data.id)));
    if (isNews && (pages?.length ?? 0) <= SHORT_PAGES) refresh();
    else if (event.kind === 'run' && isNews) setFresh(true);
  };
  const connection = useStream({ watch: { all: true }, after: null, onEvent });
  const [selection, setSelection] = useState<RowSelectionState>({});
  const chosen = runs.filter(({ id }) => selection[id]);
  const said = words().runList;

  return (
    <>
      <PageHeader
        title={said.title}
        beside={<ConnectionBadge state={connection} />}
        actions={
          runs.length > 0 && filter !== '' && <CsvMenu of={{ filter }} />
        }
      />
      <Group mb="xs" align="flex-start" gap="sm">
        <SearchField filter={filter} onFilter={(next) => change({ filter: next })} />
        <TableTools rows={first} columns={columns} where="everywhere" state={state} change={change} />
        {chosen.length > 0 && <BulkMenu which={{ runs: chosen.map(({ id }) => id) }} known={chosen} label={words().bulk.menu(chosen.length)} />}
        {chosen.length === 0 && filter !== '' && runs.length > 0 && <BulkMenu which={{ filter }} label={words().bulk.menuOfFilter} />}
        {fresh && (
          <Button size="xs" variant="light" leftSection={<IconRefresh size={14} aria-hidden />} onClick={refresh}>
            {words().table.fresh}
          </Button>
        )}
      </Group>
      {query.isPending && <LoadingRows rows={12} height={32} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && runs.length === 0 && (
        <EmptyState title={filter === '' ? said.nothing : said.none}>{filter === '' ? said.nothingHint : said.noneHint}</EmptyState>
      )}
      {runs.length > 0 && (
        <Panel label={said.label}>
          {groups.length > 0 ? (
            <GroupTable {...{ state, change, columns, metric }} refetchMillis={false} />
          ) : (
            <RunTable
              label={said.label}
              rows={runs}
              columns={columns}
              metric={metric}
              state={state}
              change={change}
              sortedByTracker
              selection={selection}
              onSelectionChange={setSelection}
              onEnd={() => void (query.hasNextPage && !query.isFetching && query.fetchNextPage())}
              maxHeight="70vh"
            />
          )}
        </Panel>
      )}
      {groups.length === 0 && runs.length > 0 && (
        <Text size="xs" c="dimmed" mt={4} aria-live="polite">
          {query.isFetchingNextPage ? words().table.loadingMore : words().table.loaded(runs.length, !query.hasNextPage)}
        </Text>
      )}
    </>
  );
}
