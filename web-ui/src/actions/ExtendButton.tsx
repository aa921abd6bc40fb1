import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useMoveRun } from '../api/runs';
import type { Run } from '../api/types';
import { hasEnded } from '../base/runs';
import { notifyDone } from '../widgets/notify';
import { ProblemAlert } from '../widgets/ProblemAlert';
import { words } from '../words';
import { EpochsField } from './BulkForm';
import { DeedButton } from './DeedButton';
import { elsewhere } from './RunMoves';

/** Schedules of which the rate depends on how many epochs there are. */
const OF_THE_LENGTH = ['cosine', 'one-cycle'];

/** Gives a run that has ended more epochs. */
export function ExtendButton({ run }: { readonly run: Run }) {
  const [opened, setOpened] = useState(false);
  const { mutate, isPending, error, reset } = useMoveRun();
  const [moreEpochs, setMoreEpochs] = useState<number | null>(null);
  if (!hasEnded(run)) return null;
  const said = words().control.extend;
  const close = () => {
    setOpened(false);
    reset();
  };
  const extend = (event: FormEvent) => {
    event.preventDefault();
    if (moreEpochs === null) return;
    const done = () => {
      notifyDone(said.done(run.name));
      close();
    };
    mutate({ id: run.id, to: 'extend', moreEpochs }, { onSuccess: done });
  };
  return (
    <>
      <DeedButton variant="default" refused={elsewhere(run)} leftSection={<IconPlayerTrackNext size={14} aria-hidden />} onClick={() => setOpened(true)}>
        {said.button}
      </DeedButton>
      <Modal opened={opened} onClose={close} centered title={said.title(run.name)} closeButtonProps={{ 'aria-label': said.keep }}>
        <form onSubmit={extend}>
          <Stack gap="sm">
            <Text size="sm">{said.text(run.epochsCompleted)}</Text>
            <EpochsField onChange={setMoreEpochs} />
            {OF_THE_LENGTH.includes(String(run.parameters.schedule)) && <Alert color="yellow">{said.schedule}</Alert>}
            {error && <ProblemAlert error={error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {said.keep}
              </Button>
              <Button type="submit" loading={isPending} disabled={moreEpochs === null}>
                {said.button}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
