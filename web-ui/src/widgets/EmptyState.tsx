import { Center, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode; readonly order?: 1 | 2 };

/** Nothing is here yet, and how to change that. */
export function EmptyState({ title, children, action, order = 2 }: Props) {
  return (
    <Center py={48} px="md">
      <Stack align="center" gap="sm" maw={520}>
        <Title order={order} size="h4" ta="center">
          {title}
        </Title>
        {children !== undefined && (
          <Text c="dimmed" ta="center" size="sm" component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}
