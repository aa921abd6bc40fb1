import { Checkbox, Group, Text } from '@mantine/core';
import classes from './ChoiceCard.module.css';

type Props = { readonly value: string; readonly title: string; readonly description: string };

/** One of several things that can be chosen, with what it is. */
export function ChoiceCard({ value, title, description }: Props) {
  return (
    <Checkbox.Card value={value} className={classes.card} p="sm">
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Checkbox.Indicator aria-hidden mt={2} />
        <div>
          <Text size="sm" fw={600}>
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        </div>
      </Group>
    </Checkbox.Card>
  );
}
