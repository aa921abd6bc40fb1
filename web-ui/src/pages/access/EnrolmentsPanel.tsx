import { Button, Code, Table, Text } from '@mantine/core';
import { useEnrolments, useRevokeEnrolment } from '../../api/users';
import type { Enrolment } from '../../api/types';
import { formatDateTime } from '../../base/format';
import { confirm } from '../../widgets/confirm';
import { LoadingRows } from '../../widgets/LoadingRows';
import { notifyDone, notifyProblem } from '../../widgets/notify';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';

/** The workers whose reports are believed. */
export function EnrolmentsPanel() {
  const query = useEnrolments();
  const enrolments = query.data?.items ?? [];
  return (
    <Panel title="Workers that may report">
      <Text size="sm" c="dimmed" mb="sm">
        A worker is let in by a token with the role enrolment: its setting <Code>enrolment_token_file</Code> names a file with one.
      </Text>
      {query.isPending && <LoadingRows rows={1} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && enrolments.length === 0 && <Text size="sm">No worker was let in yet.</Text>}
      {enrolments.length > 0 && (
        <Table fz="sm" verticalSpacing={6} aria-label="Workers that may report">
          <Table.Tbody>
            {enrolments.map((enrolment) => (
              <EnrolmentRow key={enrolment.worker} enrolment={enrolment} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

function EnrolmentRow({ enrolment: { worker, enrolledAt } }: { readonly enrolment: Enrolment }) {
  const revoke = useRevokeEnrolment();
  const ask = () =>
    confirm({
      title: `Believe ${worker} nothing any more?`,
      message: 'What it reports is put aside from now on, and its runs go to other workers. It can be let in again.',
      action: 'Revoke',
      onConfirm: () => revoke.mutate(worker, { onSuccess: () => notifyDone(`${worker} was revoked`), onError: notifyProblem }),
    });
  return (
    <Table.Tr>
      <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
        {worker}
      </Table.Th>
      <Table.Td>since {formatDateTime(enrolledAt)}</Table.Td>
      <Table.Td>
        <Button size="compact-xs" variant="subtle" color="red" loading={revoke.isPending} onClick={ask} aria-label={`Revoke ${worker}`}>
          Revoke
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
