import { Badge } from '@mantine/core';

type Props = { readonly state: 'connecting' | 'live' | 'reconnecting' };

const COLORS = { connecting: 'gray', live: 'teal', reconnecting: 'orange' } as const;

/** Whether what is shown changes by itself at the moment. */
export function ConnectionBadge({ state }: Props) {
  return (
    <Badge variant="dot" color={COLORS[state]} tt="none" role="status" fw={500} style={{ flexShrink: 0 }}>
      {state}
    </Badge>
  );
}
