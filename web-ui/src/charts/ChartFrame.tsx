import { Group, Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './MetricChart.module.css';

type Props = {
  readonly title: string;
  /** Of its heading, after that of what it stands in. */
  readonly order: 2 | 3;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A chart with its name, as a part of the page that can be found by it. */
export function ChartFrame({ title, order, actions, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.chart}>
      <Group justify="space-between" gap="xs" mb={4} mih={24} wrap="nowrap">
        <Text component={`h${order}`} id={id} fw={600} size="sm">
          {title}
        </Text>
        {actions}
      </Group>
      {children}
    </section>
  );
}
