import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { fieldName } from '../base/names';
import { adviceFor, toProblem } from '../base/problem';
import { words } from '../words';

type Props = {
  readonly error: unknown;
  /** In place of what is advised for a problem of its kind. */
  readonly advice?: string;
  readonly onRetry?: () => void;
};

const SHOWN = 10;

/** What went wrong, what can be done about it, and a button to try again. */
export function ProblemAlert({ error, advice, onRetry }: Props) {
  const problem = toProblem(error);
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={problem.title} role="alert">
      <Stack gap="xs" align="flex-start">
        {problem.detail !== '' && <Text size="sm">{problem.detail}</Text>}
        {problem.errors.length > 0 && (
          <List size="sm">
            {problem.errors.slice(0, SHOWN).map(({ field, message }) => (
              <List.Item key={`${field} ${message}`}>
                <b>{fieldName(field)}</b> {message}
              </List.Item>
            ))}
          </List>
        )}
        <Text size="sm">{advice ?? adviceFor(problem)}</Text>
        {onRetry && (
          <Button size="xs" variant="light" color="red" onClick={onRetry}>
            {words().common.tryAgain}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
