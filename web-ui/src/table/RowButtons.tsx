import { ActionIcon } from '@mantine/core';
import { IconFlag, IconFlagFilled, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useEditRun } from '../api/organise';
import { useRun } from '../api/runs';
import { useMay } from '../api/session';
import type { Run } from '../api/types';
import { EditDialog } from '../organise/EditButton';
import { StarButton } from '../organise/StarButton';
import { notifyProblem } from '../widgets/notify';
import { words } from '../words';
import classes from './RowButtons.module.css';

type Props = { readonly run: Run };

export function RunStar({ run }: Props) {
  const { mutate, isPending } = useEditRun(run.id);
  return (
    <span className={run.starred ? undefined : classes.quiet}>
      <StarButton name={run.name} starred={run.starred} pending={isPending} small onChange={(starred) => mutate({ starred }, { onError: notifyProblem })} />
    </span>
  );
}

/** Makes a run the one that the others are compared with. */
export function BaselineButton({ run, chosen, onChange }: Props & { readonly chosen: boolean; readonly onChange: (id: string) => void }) {
  const said = chosen ? words().table.baseline.stop(run.name) : words().table.baseline.use(run.name);
  return (
    <span className={chosen ? undefined : classes.quiet}>
      <ActionIcon variant="subtle" color={chosen ? undefined : 'gray'} size="sm" aria-pressed={chosen} aria-label={said} title={said} onClick={() => onChange(chosen ? '' : run.id)}>
        {chosen ? <IconFlagFilled size={14} aria-hidden /> : <IconFlag size={14} aria-hidden />}
      </ActionIcon>
    </span>
  );
}

/** Opens what people write beside the run. */
export function EditRunButton({ run }: Props) {
  const [opened, setOpened] = useState(false);
  const may = useMay('editor');
  const said = words().table.edit(run.name);
  return (
    <span className={classes.quiet}>
      <ActionIcon variant="subtle" color="gray" size="sm" disabled={!may} aria-label={said} title={may ? said : words().control.needs.editor} onClick={() => setOpened(true)}>
        <IconPencil size={14} aria-hidden />
      </ActionIcon>
      {opened && <Editing id={run.id} onClose={() => setOpened(false)} />}
    </span>
  );
}

/** A list does not hold the notes of its runs. */
function Editing({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const run = useRun(id);
  const saving = useEditRun(id);
  return run.data ? <EditDialog of={run.data} saving={saving} onClose={onClose} /> : null;
}
