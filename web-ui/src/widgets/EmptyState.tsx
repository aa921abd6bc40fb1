import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type Props = { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode };

/** Nothing is here yet, and how to change that. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <Center py={56} px="md">
      <Stack align="center" gap="sm" maw={520}>
        <ThemeIcon size={52} radius="xl" variant="light" aria-hidden>
          <IconChartLine size={28} />
        </ThemeIcon>
        <Title order={2} size="h4" ta="center">
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
