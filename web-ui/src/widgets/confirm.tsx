import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { words } from '../words';

type Question = {
  readonly title: string;
  readonly message: string;
  readonly action: string;
  readonly onConfirm: () => void;
  /** How not to do it. */
  readonly keep?: string;
  /** Whether it can be taken back. */
  readonly mild?: boolean;
};

/** Asks before something that cannot be undone, or concerns much. */
export function confirm({ title, message, action, onConfirm, keep, mild = false }: Question): void {
  modals.openConfirmModal({
    title,
    centered: true,
    children: <Text size="sm">{message}</Text>,
    labels: { confirm: action, cancel: keep ?? words().common.keepIt },
    confirmProps: mild ? {} : { color: 'red' },
    onConfirm,
  });
}
