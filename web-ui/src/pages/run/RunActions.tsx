import { Button } from '@mantine/core';
import { IconChartLine, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { useCancelRun, useDeleteRun } from '../../api/runs';
import type { Run, RunDetails } from '../../api/types';
import { paths } from '../../base/paths';
import { confirm } from '../../widgets/confirm';
import { notifyDone, notifyProblem } from '../../widgets/notify';

export function RunActions({ run }: { readonly run: RunDetails }) {
  const ended = run.status !== 'queued' && run.status !== 'running';
  return (
    <>
      <Button component={Link} to={paths.compare([run.id])} variant="default" leftSection={<IconChartLine size={16} aria-hidden />}>
        Compare
      </Button>
      {ended ? <DeleteButton run={run} /> : <CancelButton run={run} />}
    </>
  );
}

function CancelButton({ run }: { readonly run: RunDetails }) {
  const cancel = useCancelRun();
  const ask = () =>
    confirm({
      title: 'Cancel this run?',
      message: run.status === 'queued' ? 'It will not be trained.' : 'It stops after the present step; its metrics so far are kept.',
      action: 'Cancel the run',
      onConfirm: () => cancel.mutate(run.id, { onSuccess: () => notifyDone('The run is being cancelled'), onError: notifyProblem }),
    });
  return (
    <Button variant="light" color="red" loading={cancel.isPending} disabled={run.cancelRequested} onClick={ask} leftSection={<IconPlayerStop size={16} aria-hidden />}>
      {run.cancelRequested ? 'Stopping…' : 'Cancel'}
    </Button>
  );
}

function DeleteButton({ run }: { readonly run: RunDetails }) {
  const remove = useDeleteRun();
  const navigate = useNavigate();
  const deleted = (stopping: Run | undefined) => {
    notifyDone(stopping ? `${run.name} will be deleted when it has stopped` : `${run.name} was deleted`);
    void navigate(paths.experiment(run.experiment.id));
  };
  const ask = () =>
    confirm({
      title: 'Delete this run?',
      message: 'Its metrics, log, checkpoints and files go with it. This cannot be undone.',
      action: 'Delete the run',
      onConfirm: () => remove.mutate(run.id, { onSuccess: deleted, onError: notifyProblem }),
    });
  return (
    <Button variant="light" color="red" loading={remove.isPending} onClick={ask} leftSection={<IconTrash size={16} aria-hidden />}>
      Delete
    </Button>
  );
}
