import { ActionIcon, Anchor, Table, Text, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useGroups, type RunGroup, type Statistics } from '../api/groups';
import { useRunList } from '../api/search';
import { formatInteger, formatMetric, isShare, MISSING } from '../base/format';
import { formatParameter, type ParameterValue } from '../base/parameters';
import { paths } from '../base/paths';
import { lowerIsBetter } from '../base/primaryMetric';
import { LoadingRows } from '../widgets/LoadingRows';
import { ProblemAlert } from '../widgets/ProblemAlert';
import { ScrollTable } from '../widgets/ScrollTable';
import { words } from '../words';
import { columnOf, fieldsOf, sortOf, type Shown } from './columnIds';
import { columnName } from './columnNames';
import { fieldName } from './fieldName';
import { orderOfGroups, orderedGroups, type Order } from './groupOrder';
import { RunTable } from './RunTable';
import type { TableState, Written } from './tableState';

type Props = {
  readonly state: TableState;
  readonly change: (written: Written) => void;
  readonly columns: readonly Shown[];
  readonly metric: string;
  readonly experiment?: string;
  readonly refetchMillis: number | false;
};

const valueName = (value: unknown) => (value === null ? MISSING : formatParameter(value as ParameterValue));
const groupName = (group: RunGroup) => group.values.map(valueName).join(', ');

/** Runs put together by values that they have in common, with mean and deviation; each group shows its runs when it is opened. */
export function GroupTable({ state, change, columns, metric, experiment, refetchMillis }: Props) {
  const values = columns.flatMap(({ id }) => {
    const column = columnOf(id);
    return column !== null && (column.kind === 'last' || column.kind === 'best') ? [{ id, kind: column.kind, metric: column.name }] : [];
  });
  const which = { filter: state.filter, ...(experiment === undefined ? {} : { experiment }) };
  const query = useGroups({ by: state.groups, metrics: [...new Set(values.map((value) => value.metric))], ...which }, refetchMillis);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const said = words().table.group;

  if (query.isPending) return <LoadingRows rows={6} height={32} />;
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const order = orderOfGroups(state.sort, state.groups, values.map(({ id }) => id), `best.${metric}`);
  const groups = orderedGroups(query.data.items, state.groups, order);
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  const width = 3 + state.groups.length + values.length;

  return (
    <>
      <ScrollTable label={said.label2} minWidth={480} maxHeight={720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td w={28} />
            {state.groups.map((field) => (
              <SortableHead key={field} id={field} order={order} onOrder={(sort) => change({ sort })}>
                {fieldName(field)}
              </SortableHead>
            ))}
            <SortableHead id="runs" order={order} right onOrder={(sort) => change({ sort })}>
              {said.runs}
            </SortableHead>
            {values.map(({ id, metric: of }) => (
              <SortableHead key={id} id={id} order={order} right downwards={!lowerIsBetter(of)} onOrder={(sort) => change({ sort })}>
                {columnName(id)}
              </SortableHead>
            ))}
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        {groups.map((group) => {
          const key = JSON.stringify(group.values);
          const name = groupName(group);
          return (
            <Table.Tbody key={key}>
              <Table.Tr>
                <Table.Td>
                  <ActionIcon variant="subtle" color="gray" size="sm" aria-expanded={open.has(key)} aria-label={open.has(key) ? said.close(name) : said.open(name)} onClick={() => toggle(key)}>
                    {open.has(key) ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
                  </ActionIcon>
                </Table.Td>
                {group.values.map((value, place) => (
                  <Table.Td key={state.groups[place]} fw={600}>
                    {valueName(value)}
                  </Table.Td>
                ))}
                <Table.Td ta="right">{formatInteger(group.runs)}</Table.Td>
                {values.map(({ id, kind, metric: of }) => (
                  <Table.Td key={id} ta="right">
                    <MeanOf metric={of} statistics={group.metrics[of]?.[kind]} />
                  </Table.Td>
                ))}
                <Table.Td ta="right">{group.filter !== null && <CompareLink group={group} name={name} which={which} />}</Table.Td>
              </Table.Tr>
              {open.has(key) && (
                <Table.Tr>
                  <Table.Td colSpan={width} p="xs" pl={28}>
                    {group.filter === null ? (
                      <Text size="sm" c="dimmed">
                        {said.notFound}
                      </Text>
                    ) : (
                      // As wide as the groups, however wide it would like to be.
                      <div style={{ width: 0, minWidth: '100%' }}>
                        <RunsOfGroup {...{ state, change, columns, metric }} name={name} which={{ ...which, filter: both(state.filter, group.filter) }} />
                      </div>
                    )}
                  </Table.Td>
                </Table.Tr>
              )}
            </Table.Tbody>
          );
        })}
      </ScrollTable>
      {query.data.more && (
        <Text size="xs" c="dimmed" mt={4} role="note">
          {said.more(query.data.items.length)}
        </Text>
      )}
    </>
  );
}

const both = (filter: string, group: string) => (filter === '' ? group : `(${filter}) AND ${group}`);

/** So many runs can be compared in one look. */
const COMPARED = 100;

function CompareLink({ group, name, which }: { readonly group: RunGroup; readonly name: string; readonly which: { readonly filter: string; readonly experiment?: string } }) {
  const said = words().table.group;
  if (group.runs > COMPARED || group.filter === null) return null;
  return (
    <Anchor component={Link} size="sm" to={paths.compareFound(both(which.filter, group.filter), which.experiment)} aria-label={said.compareOf(name)}>
      {said.compare}
    </Anchor>
  );
}

function MeanOf({ metric, statistics }: { readonly metric: string; readonly statistics: Statistics | undefined }) {
  if (statistics === undefined || statistics.mean === null) return <>{MISSING}</>;
  const said = words().table.group;
  const { runs, mean, deviation, min, max } = statistics;
  const spread = deviation === null ? null : isShare(metric) ? (100 * deviation).toFixed(2) : formatMetric(metric, deviation);
  const text = formatMetric(metric, mean);
  return <span title={said.hint(runs, formatMetric(metric, min), formatMetric(metric, max))}>{spread === null ? text : said.of(text, spread)}</span>;
}

type HeadProps = { readonly id: string; readonly order: Order; readonly right?: boolean; readonly downwards?: boolean; readonly onOrder: (sort: string) => void; readonly children: string };

function SortableHead({ id, order, right = false, downwards = right, onOrder, children }: HeadProps) {
  const sorted = order.id === id;
  const next = sorted ? !order.descending : downwards;
  return (
    <Table.Th scope="col" ta={right ? 'right' : 'left'} aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : undefined}>
      <UnstyledButton fz="inherit" fw={600} onClick={() => onOrder(`${next ? '-' : ''}${id}`)}>
        {children} {sorted && (order.descending ? <IconArrowDown size={12} aria-hidden /> : <IconArrowUp size={12} aria-hidden />)}
      </UnstyledButton>
    </Table.Th>
  );
}

type RunsProps = Pick<Props, 'state' | 'change' | 'columns' | 'metric'> & { readonly name: string; readonly which: { readonly filter: string; readonly experiment?: string } };

function RunsOfGroup({ state, change, columns, metric, name, which }: RunsProps) {
  const list = useRunList({ ...which, sort: sortOf(state.sort) }, () => fieldsOf(columns));
  if (list.isPending) return <LoadingRows rows={3} height={32} />;
  if (list.isError) return <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data.pages.flatMap(({ items }) => items);
  return <RunTable label={words().table.group.open(name)} {...{ rows, columns, metric, state, change }} sortedByTracker maxHeight={320} onEnd={() => void (list.hasNextPage && list.fetchNextPage())} />;
}
