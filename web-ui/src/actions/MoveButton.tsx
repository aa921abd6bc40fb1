import { IconFolderSymlink } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useBulk, type BulkWish } from '../api/bulk';
import { keys } from '../api/keys';
import type { Run } from '../api/types';
import { notifyDone, notifyProblem } from '../widgets/notify';
import { words } from '../words';
import { BulkForm } from './BulkForm';
import { DeedButton } from './DeedButton';

/** Moves a run to another experiment. */
export function MoveButton({ run }: { readonly run: Run }) {
  const [opened, setOpened] = useState(false);
  const { mutate, isPending } = useBulk();
  const client = useQueryClient();
  const said = words().bulk;
  const move = (wish: BulkWish) => {
    setOpened(false);
    const done = (runs: number) => {
      notifyDone(said.done(runs, said.deeds.move));
      void client.invalidateQueries({ queryKey: keys.run(run.id) });
    };
    mutate({ which: { runs: [run.id] }, wish }, { onSuccess: done, onError: notifyProblem });
  };
  return (
    <>
      <DeedButton variant="default" loading={isPending} leftSection={<IconFolderSymlink size={14} aria-hidden />} onClick={() => setOpened(true)}>
        {said.deeds.move}
      </DeedButton>
      {opened && <BulkForm name="move" count={1} onDone={move} onClose={() => setOpened(false)} />}
    </>
  );
}
