import { Button } from '@mantine/core';
import { IconChartLine, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { useCancelDialog } from '../../actions/useCancelDialog';
import { useDeleteRun } from '../../api/runs';
import type { Run, RunDetails } from '../../api/types';
import { paths } from '../../base/paths';
import { hasEnded } from '../../base/runs';
import { confirm } from '../../widgets/confirm';
import { notifyDone, notifyProblem } from '../../widgets/notify';
import { words } from '../../words';

export function RunActions({ run }: { readonly run: RunDetails }) {
  return (
    <>
      <Button component={Link} to={paths.compare([run.id])} variant="default" leftSection={<IconChartLine size={14} aria-hidden />}>
        {words().run.compare}
      </Button>
      {hasEnded(run) ? <DeleteButton run={run} /> : <CancelButton run={run} />}
    </>
  );
}

function CancelButton({ run }: { readonly run: RunDetails }) {
  const { ask, pending } = useCancelDialog(run);
  return (
    <Button variant="subtle" color="red" loading={pending} disabled={run.cancelRequested} onClick={ask} leftSection={<IconPlayerStop size={14} aria-hidden />}>
      {run.cancelRequested ? words().cancel.stopping : words().cancel.button}
    </Button>
  );
}

function DeleteButton({ run }: { readonly run: RunDetails }) {
  const remove = useDeleteRun();
  const navigate = useNavigate();
  const said = words().run.remove;
  const deleted = (stopping: Run | undefined) => {
    notifyDone(stopping ? said.later(run.name) : said.done(run.name));
    void navigate(paths.experiment(run.experiment.id));
  };
  const ask = () =>
    confirm({
      title: said.title,
      message: said.message,
      action: said.action,
      onConfirm: () => remove.mutate(run.id, { onSuccess: deleted, onError: notifyProblem }),
    });
  return (
    <Button variant="subtle" color="red" loading={remove.isPending} onClick={ask} leftSection={<IconTrash size={14} aria-hidden />}>
      {said.button}
    </Button>
  );
}
