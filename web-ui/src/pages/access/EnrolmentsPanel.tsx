import { Button, Code, Table, Text } from '@mantine/core';
import { useEnrolments, useRevokeEnrolment } from '../../api/users';
import type { Enrolment } from '../../api/types';
import { formatDateTime } from '../../base/format';
import { confirm } from '../../widgets/confirm';
import { LoadingRows } from '../../widgets/LoadingRows';
import { notifyDone, notifyProblem } from '../../widgets/notify';
import { Panel } from '../../widgets/Panel';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';

/** The workers whose reports are believed. */
export function EnrolmentsPanel() {
  const query = useEnrolments();
  const enrolments = query.data?.items ?? [];
  const said = words().access.enrolments;
  return (
    <Panel title={said.title}>
      <Text size="sm" c="dimmed" mb="sm">
        {said.howBefore}
        <Code>enrolment_token_file</Code>
        {said.howAfter}
      </Text>
      {query.isPending && <LoadingRows rows={1} />}
      {query.isError && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && enrolments.length === 0 && <Text size="sm">{said.none}</Text>}
      {enrolments.length > 0 && (
        <Table fz="sm" verticalSpacing={6} aria-label={said.title}>
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
  const said = words().access.enrolments;
  const ask = () =>
    confirm({
      title: said.revoke.title(worker),
      message: said.revoke.message,
      action: said.revoke.action,
      onConfirm: () => revoke.mutate(worker, { onSuccess: () => notifyDone(said.revoke.done(worker)), onError: notifyProblem }),
    });
  return (
    <Table.Tr>
      <Table.Th scope="row" style={{ overflowWrap: 'anywhere' }}>
        {worker}
      </Table.Th>
      <Table.Td>{said.since(formatDateTime(enrolledAt))}</Table.Td>
      <Table.Td>
        <Button size="compact-xs" variant="subtle" color="red" loading={revoke.isPending} onClick={ask} aria-label={said.revoke.label(worker)}>
          {said.revoke.button}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
