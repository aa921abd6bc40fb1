import { Button } from '@mantine/core';
import { useCancelDialog } from '../../actions/useCancelDialog';
import type { Run } from '../../api/types';
import { hasEnded } from '../../base/runs';
import { words } from '../../words';

/** Cancels a run that has not ended, after asking. */
export function CancelButton({ run }: { readonly run: Run }) {
  const { ask, pending } = useCancelDialog(run);
  if (hasEnded(run)) return null;
  return (
    <Button size="compact-xs" variant="subtle" color="red" disabled={run.cancelRequested} loading={pending} onClick={ask} aria-label={words().cancel.of(run.name)}>
      {words().cancel.button}
    </Button>
  );
}
