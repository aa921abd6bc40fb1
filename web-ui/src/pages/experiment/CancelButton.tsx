import { Button } from '@mantine/core';
import { useCancelRun } from '../../api/runs';
import type { Run } from '../../api/types';
import { confirm } from '../../widgets/confirm';
import { notifyDone, notifyProblem } from '../../widgets/notify';

/** Cancels a run that has not ended, after asking. */
export function CancelButton({ run }: { readonly run: Run }) {
  const cancel = useCancelRun();
  if (run.status !== 'queued' && run.status !== 'running') return null;
  const ask = () =>
    confirm({
      title: `Cancel ${run.name}?`,
      message: run.status === 'queued' ? 'It will not be trained.' : 'It stops after the present step; its metrics so far are kept.',
      action: 'Cancel the run',
      onConfirm: () => cancel.mutate(run.id, { onSuccess: () => notifyDone(`${run.name} is being cancelled`), onError: notifyProblem }),
    });
  return (
    <Button size="compact-xs" variant="subtle" color="red" disabled={run.cancelRequested} loading={cancel.isPending} onClick={ask} aria-label={`Cancel ${run.name}`}>
      Cancel
    </Button>
  );
}
