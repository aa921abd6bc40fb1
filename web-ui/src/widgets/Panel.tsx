import { Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = {
  readonly title?: string;
  /** What it is called where its title is not shown. */
  readonly label?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A framed part of a page. */
export function Panel({ title, label = title, actions, children }: Props) {
  return (
    <Paper withBorder p="md" component="section" aria-label={label} style={{ minWidth: 0 }}>
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
