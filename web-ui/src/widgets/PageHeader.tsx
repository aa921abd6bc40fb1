import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePageTitle } from '../base/usePageTitle';

type Props = {
  readonly title: string;
  readonly above?: readonly { readonly name: string; readonly to: string }[];
  readonly beside?: ReactNode;
  readonly below?: ReactNode;
  readonly actions?: ReactNode;
};

/** The head of every page: where it is, its name, and what can be done on it. */
export function PageHeader({ title, above = [], beside, below, actions }: Props) {
  usePageTitle(title);
  return (
    <Stack gap={2} mb="md" component="header">
      {above.length > 0 && (
        <Breadcrumbs separator="›" separatorMargin={4}>
          {above.map(({ name, to }) => (
            <Anchor key={to} component={Link} to={to} size="xs">
              {name}
            </Anchor>
          ))}
        </Breadcrumbs>
      )}
      <Group justify="space-between" align="center" gap="xs">
        <Group gap="sm" style={{ minWidth: 0 }}>
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {beside}
        </Group>
        <Group gap="xs">{actions}</Group>
      </Group>
      {below !== undefined && below !== '' && (
        <Text c="dimmed" size="sm" component="div" maw="110ch">
          {below}
        </Text>
      )}
    </Stack>
  );
}
