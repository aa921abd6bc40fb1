import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useDeleteExperiment } from '../../api/experiments';
import type { ExperimentWithRuns } from '../../api/types';
import { plural } from '../../base/format';
import { paths } from '../../base/paths';
import { confirm } from '../../widgets/confirm';
import { notifyDone, notifyProblem } from '../../widgets/notify';

/** Deletes the experiment with all its runs, after asking. */
export function DeleteButton({ experiment }: { readonly experiment: ExperimentWithRuns }) {
  const remove = useDeleteExperiment();
  const navigate = useNavigate();
  const { name, counts, runs } = experiment;
  const unfinished = counts.queued + counts.running;
  const answered = (stopping: ExperimentWithRuns | undefined) => {
    notifyDone(stopping ? `${name} will be deleted when its runs have stopped` : `${name} was deleted`);
    void navigate(paths.experiments);
  };
  const ask = () =>
    confirm({
      title: 'Delete this experiment?',
      message:
        `Its ${plural(runs.length, 'run')} go with it: metrics, logs, checkpoints and files. This cannot be undone.` +
        (unfinished > 0 ? ` ${plural(unfinished, 'run')} will be cancelled first.` : ''),
      action: 'Delete the experiment',
      onConfirm: () => remove.mutate(experiment.id, { onSuccess: answered, onError: notifyProblem }),
    });
  return (
    <Button variant="light" color="red" loading={remove.isPending} onClick={ask} leftSection={<IconTrash size={16} aria-hidden />}>
      Delete
    </Button>
  );
}
