import { useMoveRun } from '../api/runs';
import type { Run } from '../api/types';
import { isExternal } from '../base/runs';
import { confirm } from '../widgets/confirm';
import { notifyDone, notifyProblem } from '../widgets/notify';
import { words } from '../words';

/** Asks whether a run that has not ended is to be cancelled, and does so. */
export function useCancelDialog(run: Pick<Run, 'id' | 'name' | 'status' | 'origin'>): { readonly ask: () => void; readonly pending: boolean } {
  const cancel = useMoveRun();
  const { title, queued, running, action, done } = words().cancel;
  const ask = () =>
    confirm({
      title: title(run.name),
      message: isExternal(run) ? words().external.cancel : run.status === 'running' ? running : queued,
      action,
      onConfirm: () => cancel.mutate({ id: run.id, to: 'cancel' }, { onSuccess: () => notifyDone(done(run.name)), onError: notifyProblem }),
    });
  return { ask, pending: cancel.isPending };
}
