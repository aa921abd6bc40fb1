import { Button } from '@mantine/core';
import { IconChartLine, IconCopy, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { DeedButton } from '../../actions/DeedButton';
import { ExtendButton } from '../../actions/ExtendButton';
import { MoveButton } from '../../actions/MoveButton';
import { CancelButton, PauseButton, RetryButton } from '../../actions/RunMoves';
import { useDeleteRun } from '../../api/runs';
import { useMay } from '../../api/session';
import type { Run, RunDetails } from '../../api/types';
import { paths } from '../../base/paths';
import { hasEnded, isExternal } from '../../base/runs';
import { confirm } from '../../widgets/confirm';
import { notifyDone, notifyProblem } from '../../widgets/notify';
import { words } from '../../words';

export function RunActions({ run }: { readonly run: RunDetails }) {
  const may = useMay('editor');
  return (
    <>
      <Button component={Link} to={paths.compare([run.id])} variant="default" leftSection={<IconChartLine size={14} aria-hidden />}>
        {words().run.compare}
      </Button>
      {may && !isExternal(run) && (
        <Button component={Link} to={paths.clone(run.id)} variant="default" leftSection={<IconCopy size={14} aria-hidden />}>
          {words().control.clone.button}
        </Button>
      )}
      <PauseButton run={run} />
      <RetryButton run={run} checkpoint={run.checkpoint?.epoch ?? null} />
      <ExtendButton run={run} />
      <MoveButton run={run} />
      {hasEnded(run) ? <DeleteButton run={run} /> : <CancelButton run={run} />}
    </>
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
    <DeedButton variant="subtle" color="red" loading={remove.isPending} onClick={ask} leftSection={<IconTrash size={14} aria-hidden />}>
      {said.button}
    </DeedButton>
  );
}
