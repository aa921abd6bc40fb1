import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a part shows and how it is read. */
export function Explanation({ children }: { readonly children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed" maw="85ch">
      {children}
    </Text>
  );
}
