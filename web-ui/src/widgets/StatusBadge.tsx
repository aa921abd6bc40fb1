import { IconBan, IconCheck, IconClock, IconPlayerPauseFilled, IconPlayerPlayFilled, IconX } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Status } from '../base/runs';
import { words } from '../words';
import classes from './StatusBadge.module.css';

type Icon = ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;

/** Each state has its own colour, icon and word, so that colour is never the only sign. */
const ICONS: Readonly<Record<Status, Icon>> = { queued: IconClock, running: IconPlayerPlayFilled, paused: IconPlayerPauseFilled, completed: IconCheck, failed: IconX, cancelled: IconBan };

export const statusColor = (status: Status): string => `var(--status-${status})`;

type Props = { readonly status: Status; readonly count?: number; readonly note?: string };

export function StatusBadge({ status, count, note }: Props) {
  const Icon = ICONS[status];
  const word = words().states[status];
  return (
    <span className={classes.badge} data-status={status} title={note}>
      <Icon size={13} aria-hidden />
      <span className={classes.word}>{count === undefined ? word : words().states.counted(count, word)}</span>
      {note !== undefined && <span className={classes.note}>{note}</span>}
    </span>
  );
}

const ORDER: readonly Status[] = ['running', 'queued', 'paused', 'completed', 'failed', 'cancelled'];

/** How many runs are in each state; states without runs are left out. */
export function StatusCounts({ counts }: { readonly counts: Readonly<Record<Status, number>> }) {
  return (
    <span className={classes.counts}>
      {ORDER.filter((status) => counts[status] > 0).map((status) => (
        <StatusBadge key={status} status={status} count={counts[status]} />
      ))}
    </span>
  );
}
