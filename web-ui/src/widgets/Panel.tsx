import { Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { readonly title?: string; readonly actions?: ReactNode; readonly children: ReactNode };

/** A framed part of a page. */
export function Panel({ title, actions, children }: Props) {
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={title} style={{ minWidth: 0 }}>
      {(title !== undefined || actions !== undefined) && (
        <Group justify="space-between" mb="sm" gap="xs">
          {title !== undefined && (
            <Title order={2} size="h5">
              {title}
            </Title>
          )}
          {actions}
        </Group>
      )}
      {children}
    </Paper>
  );
}
