import { Checkbox, Group, Text } from '@mantine/core';
import classes from './ChoiceCard.module.css';

type Props = { readonly value: string; readonly title: string; readonly description: string; readonly aside?: string };

/** One of several things that can be chosen, with what it is. */
export function ChoiceCard({ value, title, description, aside }: Props) {
  return (
    <Checkbox.Card value={value} className={classes.card} p="sm">
      <Group wrap="nowrap" align="flex-start" gap="sm">
        <Checkbox.Indicator aria-hidden mt={2} />
        <div>
          <Text size="sm" fw={600}>
            {title}
            {aside !== undefined && (
              <Text span size="xs" c="dimmed" fw={400}>
                {' '}
                {aside}
              </Text>
            )}
          </Text>
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        </div>
      </Group>
    </Checkbox.Card>
  );
}
