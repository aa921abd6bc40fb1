import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { DeedButton } from '../../actions/DeedButton';
import { useDeleteExperiment } from '../../api/experiments';
import type { ExperimentWithRuns } from '../../api/types';
import { paths } from '../../base/paths';
import { confirm } from '../../widgets/confirm';
import { notifyDone, notifyProblem } from '../../widgets/notify';
import { words } from '../../words';

/** Deletes the experiment with all its runs, after asking. */
export function DeleteButton({ experiment }: { readonly experiment: ExperimentWithRuns }) {
  const remove = useDeleteExperiment();
  const navigate = useNavigate();
  const { name, counts, runs } = experiment;
  const said = words().experiment.remove;
  const answered = (stopping: ExperimentWithRuns | undefined) => {
    notifyDone(stopping ? said.later(name) : said.done(name));
    void navigate(paths.experiments);
  };
  const ask = () =>
    confirm({
      title: said.title,
      message: said.message(runs.length, counts.queued + counts.running + counts.paused),
      action: said.action,
      onConfirm: () => remove.mutate(experiment.id, { onSuccess: answered, onError: notifyProblem }),
    });
  return (
    <DeedButton variant="subtle" color="red" loading={remove.isPending} onClick={ask} leftSection={<IconTrash size={14} aria-hidden />}>
      {said.button}
    </DeedButton>
  );
}
