import { Badge } from '@mantine/core';
import { isExternal } from '../base/runs';
import { words } from '../words';

/** Says of a run that no worker trains it. */
export function OriginBadge({ run }: { readonly run: Parameters<typeof isExternal>[0] }) {
  if (!isExternal(run)) return null;
  return (
    <Badge variant="outline" color="gray" size="sm" tt="none" style={{ flexShrink: 0 }} title={words().external.hint}>
      {words().external.badge}
    </Badge>
  );
}
