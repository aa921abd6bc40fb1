import { ActionIcon, Anchor, Group, Table } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link } from 'react-router';
import { CancelButton, PauseButton } from '../../actions/RunMoves';
import { usePriority } from '../../api/queue';
import { useMay } from '../../api/session';
import type { Queue, WaitingRun } from '../../api/types';
import { formatDuration } from '../../base/format';
import { paths } from '../../base/paths';
import { whyItWaits } from '../../base/whyItWaits';
import { HeadRow } from '../../widgets/HeadRow';
import { notifyProblem } from '../../widgets/notify';
import { ScrollTable } from '../../widgets/ScrollTable';
import { words } from '../../words';

const MAX_PRIORITY = 100;

export function WaitingTable({ queue }: { readonly queue: Queue }) {
  const { head, label } = words().queue;
  // Who waits for more than a turn is in nobody's way.
  const ahead = (place: number) => queue.items.slice(0, place).filter((run) => !run.handedOut && run.limit === null).length;
  return (
    <ScrollTable label={label} minWidth={560} verticalSpacing={4}>
      <HeadRow
        heads={[
          { name: head.place, right: true },
          { name: head.run },
          { name: head.experiment, wide: true },
          { name: head.start, right: true },
          { name: head.priority, right: true },
          { name: head.reason },
          { name: head.actions, hidden: true },
        ]}
      />
      <Table.Tbody>
        {queue.items.map((run, place) => (
          <Table.Tr key={run.id}>
            <Table.Td ta="right">{place + 1}</Table.Td>
            <Names run={run} />
            <Start seconds={run.startsInSeconds} />
            <Table.Td ta="right">
              <Priority run={run} />
            </Table.Td>
            <Table.Td>{whyItWaits({ ...run, ahead: ahead(place), workers: queue.workers, pausing: queue.pausingWorkers })}</Table.Td>
            <Actions run={run} status="queued" />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

export function PausedTable({ runs }: { readonly runs: readonly WaitingRun[] }) {
  const { head, pausedTitle } = words().queue;
  return (
    <ScrollTable label={pausedTitle} minWidth={320} verticalSpacing={4}>
      <HeadRow heads={[{ name: head.run }, { name: head.experiment, wide: true }, { name: head.priority, right: true }, { name: head.actions, hidden: true }]} />
      <Table.Tbody>
        {runs.map((run) => (
          <Table.Tr key={run.id}>
            <Names run={run} />
            <Table.Td ta="right">
              <Priority run={run} />
            </Table.Td>
            <Actions run={run} status="paused" />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

function Names({ run }: { readonly run: WaitingRun }) {
  return (
    <>
      <Table.Th scope="row">
        <Anchor component={Link} to={paths.run(run.id)} size="sm" fw={600}>
          {run.name}
        </Anchor>
      </Table.Th>
      <Table.Td visibleFrom="sm">
        <Anchor component={Link} to={paths.experiment(run.experiment.id)} size="sm">
          {run.experiment.name}
        </Anchor>
      </Table.Td>
    </>
  );
}

/** Runs of a higher one are handed out first; among equals the older ones are. */
function Priority({ run: { id, name, priority } }: { readonly run: WaitingRun }) {
  const { mutate, isPending } = usePriority();
  const may = useMay('editor');
  const said = words().queue;
  const needs = may ? undefined : words().control.needs.editor;
  const change = (by: number) => () => mutate({ id, priority: priority + by }, { onError: notifyProblem });
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      <span>{priority}</span>
      <ActionIcon size="sm" variant="subtle" color="gray" disabled={!may || isPending || priority >= MAX_PRIORITY} aria-label={said.earlier(name)} title={needs ?? said.earlier(name)} onClick={change(1)}>
        <IconChevronUp size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon size="sm" variant="subtle" color="gray" disabled={!may || isPending || priority <= -MAX_PRIORITY} aria-label={said.later(name)} title={needs ?? said.later(name)} onClick={change(-1)}>
        <IconChevronDown size={14} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function Start({ seconds }: { readonly seconds: number | null }) {
  const said = words().queue;
  return (
    <Table.Td ta="right" title={seconds === null ? said.unknownHint : undefined}>
      {seconds === null ? said.unknown : seconds < 1 ? said.now : said.within(formatDuration(seconds))}
    </Table.Td>
  );
}

function Actions({ run, status }: { readonly run: WaitingRun; readonly status: 'queued' | 'paused' }) {
  const moved = { id: run.id, name: run.name, status, cancelRequested: false, pauseRequested: false, origin: 'trained' } as const;
  return (
    <Table.Td>
      <Group gap={2} wrap="nowrap" justify="flex-end">
        <PauseButton run={moved} small />
        <CancelButton run={moved} small />
      </Group>
    </Table.Td>
  );
}
