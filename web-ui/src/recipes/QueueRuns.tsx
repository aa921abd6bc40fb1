import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import { DeedButton } from '../actions/DeedButton';
import { useAddRuns, type CopiedRuns } from '../api/comparison';
import { notifyDone, notifyProblem } from '../widgets/notify';
import { words } from '../words';
import { byExperiment } from './missingRuns';

/** Where further runs are queued, and who is told of them. */
export type Adding = {
  readonly experimentOf: (run: string) => string | undefined;
  readonly onAdded?: ((runs: readonly string[]) => void) | undefined;
};

type Props = Adding & {
  readonly label: string;
  /** What it is good for. */
  readonly hint: string;
  readonly runs: CopiedRuns;
};

/** A button that queues further runs, each in the experiment of the run that it copies. */
export function QueueRuns({ label, hint, runs, experimentOf, onAdded }: Props) {
  const add = useAddRuns();
  const [asking, setAsking] = useState(false);
  const queue = async () => {
    setAsking(true);
    try {
      const added = await add.mutateAsync(byExperiment(await runs(), experimentOf) ?? new Map());
      notifyDone(words().recipe.queued(added.length));
      onAdded?.(added);
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setAsking(false);
    }
  };
  return (
    <Group gap="sm" mt={4}>
      <DeedButton size="compact-sm" variant="light" loading={asking} onClick={() => void queue()}>
        {label}
      </DeedButton>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
    </Group>
  );
}
