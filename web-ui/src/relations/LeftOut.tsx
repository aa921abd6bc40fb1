import { Text } from '@mantine/core';
import { words } from '../words';

/** Says how many runs a picture cannot show. */
export function LeftOut({ runs }: { readonly runs: number }) {
  if (runs === 0) return null;
  return (
    <Text size="xs" c="dimmed" mt={4} role="note">
      {words().relations.left(runs)}
    </Text>
  );
}
