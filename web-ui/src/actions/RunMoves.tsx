import { Menu } from '@mantine/core';
import { IconChevronDown, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useMoveRun, type RetryFrom } from '../api/runs';
import { useMay } from '../api/session';
import type { Run } from '../api/types';
import { canBePaused, canBeResumed, canBeRetried, hasEnded, isExternal } from '../base/runs';
import { notifyDone, notifyProblem } from '../widgets/notify';
import { words } from '../words';
import { DeedButton } from './DeedButton';
import { useCancelDialog } from './useCancelDialog';

type Props = {
  readonly run: Pick<Run, 'id' | 'name' | 'status' | 'cancelRequested' | 'pauseRequested' | 'origin'>;
  /** In a row of a table the buttons are small and say by their names of which run they are. */
  readonly small?: boolean;
};

/** Why what only a worker does cannot be asked of a run; undefined if it can. */
export function elsewhere(run: Pick<Run, 'origin'>): string | undefined {
  return isExternal(run) ? words().external.refused : undefined;
}

const SMALL = { size: 'compact-xs', variant: 'subtle' } as const;
const LARGE = { variant: 'default' } as const;

/** Has the run wait after its epoch, or go on again. */
export function PauseButton({ run, small = false }: Props) {
  const { mutate, isPending } = useMoveRun();
  const said = words().control;
  const looks = small ? SMALL : LARGE;
  const move = (to: 'pause' | 'resume', done: (answer: Run) => string) => () => mutate({ id: run.id, to }, { onSuccess: (answer) => notifyDone(done(answer)), onError: notifyProblem });
  if (canBeResumed(run))
    return (
      <DeedButton
        {...looks}
        loading={isPending}
        aria-label={small ? said.resumeOf(run.name) : undefined}
        leftSection={small ? undefined : <IconPlayerPlay size={14} aria-hidden />}
        onClick={move('resume', () => said.resumed(run.name))}
      >
        {said.resume}
      </DeedButton>
    );
  if (!canBePaused(run)) return null;
  return (
    <DeedButton
      {...looks}
      refused={elsewhere(run)}
      loading={isPending}
      aria-label={small ? said.pauseOf(run.name) : undefined}
      leftSection={small ? undefined : <IconPlayerPause size={14} aria-hidden />}
      onClick={move('pause', ({ status }) => (status === 'running' ? said.pausing(run.name) : said.paused(run.name)))}
    >
      {said.pause}
    </DeedButton>
  );
}

/** Cancels a run that has not ended, after asking. */
export function CancelButton({ run, small = false }: Props) {
  const { ask, pending } = useCancelDialog(run);
  if (hasEnded(run)) return null;
  const said = words().cancel;
  return (
    <DeedButton
      {...(small ? SMALL : { variant: 'subtle' })}
      color="red"
      disabled={run.cancelRequested}
      loading={pending}
      onClick={ask}
      aria-label={small ? said.of(run.name) : undefined}
      leftSection={small ? undefined : <IconPlayerStop size={14} aria-hidden />}
    >
      {run.cancelRequested && !small ? said.stopping : said.button}
    </DeedButton>
  );
}

/** Queues a run again that failed or was cancelled; where it has a checkpoint, from a place that is chosen. */
export function RetryButton({ run, checkpoint }: { readonly run: Run; readonly checkpoint: number | null }) {
  const { mutate, isPending } = useMoveRun();
  const may = useMay('editor');
  const said = words().control;
  if (!canBeRetried(run)) return null;
  const retry = (from: RetryFrom) => mutate({ id: run.id, to: 'retry', from }, { onSuccess: () => notifyDone(said.retried(run.name)), onError: notifyProblem });
  const icon = <IconRefresh size={14} aria-hidden />;
  if (checkpoint === null || !may)
    return (
      <DeedButton variant="default" refused={elsewhere(run)} loading={isPending} leftSection={icon} onClick={() => retry('start')}>
        {said.retry}
      </DeedButton>
    );
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <DeedButton variant="default" loading={isPending} leftSection={icon} rightSection={<IconChevronDown size={14} aria-hidden />}>
          {said.retry}
        </DeedButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => retry('newest')}>{said.newest(checkpoint)}</Menu.Item>
        {run.metrics.validation_loss && <Menu.Item onClick={() => retry('best')}>{said.retryFrom.best}</Menu.Item>}
        <Menu.Item onClick={() => retry('start')}>{said.retryFrom.start}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
