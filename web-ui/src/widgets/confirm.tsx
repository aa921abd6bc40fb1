import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { words } from '../words';

type Question = { readonly title: string; readonly message: string; readonly action: string; readonly onConfirm: () => void };

/** Asks before something that cannot be undone. */
export function confirm({ title, message, action, onConfirm }: Question): void {
  modals.openConfirmModal({
    title,
    centered: true,
    children: <Text size="sm">{message}</Text>,
    labels: { confirm: action, cancel: words().common.keepIt },
    confirmProps: { color: 'red' },
    onConfirm,
  });
}
