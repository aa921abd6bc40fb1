import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import type { RunDetails } from '../../api/types';
import { formatDuration, formatInteger, formatMetric } from '../../base/format';
import { paths } from '../../base/paths';
import { Panel } from '../../widgets/Panel';
import { StatusBadge } from '../../widgets/StatusBadge';
import { bestOf } from './bestOf';

type Props = { readonly runs: readonly RunDetails[]; readonly labels: readonly string[] };

const HEADS = ['Run', 'Status', 'Final test accuracy', 'Best test accuracy', 'Final test loss', 'Best test loss', 'Duration', 'Images/s'] as const;

/** How each run ended and what its best epoch reached. */
export function MetricsTable({ runs, labels }: Props) {
  const top = bestOf(runs.map((run) => run.metrics.test_accuracy?.best ?? null), 'max');
  const least = bestOf(runs.map((run) => run.metrics.test_loss?.best ?? null), 'min');
  return (
    <Panel title="Results">
      <Table.ScrollContainer minWidth={820}>
        <Table fz="sm" aria-label="Results" className="numbers">
          <Table.Thead>
            <Table.Tr>
              {HEADS.map((head) => (
                <Table.Th key={head} scope="col">
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run, i) => {
              const { test_accuracy: accuracy, test_loss: loss, images_per_second: speed } = run.metrics;
              return (
                <Table.Tr key={run.id}>
                  <Table.Th scope="row">
                    <Anchor component={Link} to={paths.run(run.id)} size="sm">
                      {labels[i]}
                    </Anchor>
                  </Table.Th>
                  <Table.Td>
                    <StatusBadge status={run.status} />
                  </Table.Td>
                  <Table.Td>{formatMetric('test_accuracy', accuracy?.last)}</Table.Td>
                  <Table.Td fw={i === top ? 700 : undefined}>
                    {formatMetric('test_accuracy', accuracy?.best)} {i === top && '★'}
                  </Table.Td>
                  <Table.Td>{formatMetric('test_loss', loss?.last)}</Table.Td>
                  <Table.Td fw={i === least ? 700 : undefined}>
                    {formatMetric('test_loss', loss?.best)} {i === least && '★'}
                  </Table.Td>
                  <Table.Td>{formatDuration(run.durationSeconds)}</Table.Td>
                  <Table.Td>{formatInteger(speed?.last)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
