import { Badge, type MantineSize } from '@mantine/core';
import { IconBan, IconCheck, IconClock, IconPlayerPlayFilled, IconX } from '@tabler/icons-react';
import type { ComponentType } from 'react';

export type Status = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

type Look = { readonly color: string; readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }> };

/** Each state has its own colour, icon and word, so that colour is never the only sign. */
const LOOKS: Readonly<Record<Status, Look>> = {
  queued: { color: 'gray', icon: IconClock },
  running: { color: 'blue', icon: IconPlayerPlayFilled },
  completed: { color: 'teal', icon: IconCheck },
  failed: { color: 'red', icon: IconX },
  cancelled: { color: 'yellow', icon: IconBan },
};

type Props = { readonly status: Status; readonly count?: number; readonly size?: MantineSize };

export function StatusBadge({ status, count, size = 'sm' }: Props) {
  const { color, icon: Icon } = LOOKS[status];
  return (
    <Badge color={color} variant="light" size={size} leftSection={<Icon size={12} aria-hidden />} tt="none" fw={600} style={{ flexShrink: 0 }}>
      {count === undefined ? status : `${count} ${status}`}
    </Badge>
  );
}

const ORDER: readonly Status[] = ['running', 'queued', 'completed', 'failed', 'cancelled'];

/** How many runs are in each state; states without runs are left out. */
export function StatusCounts({ counts }: { readonly counts: Readonly<Record<Status, number>> }) {
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 6 }}>
      {ORDER.filter((status) => counts[status] > 0).map((status) => (
        <StatusBadge key={status} status={status} count={counts[status]} />
      ))}
    </span>
  );
}
