import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { words } from '../words';

/** Grey lines in the place of a table or page that is on its way. */
export function LoadingRows({ rows = 5, height = 24 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <Stack gap="sm" role="status">
      <VisuallyHidden>{words().common.loading}</VisuallyHidden>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={height} radius="sm" />
      ))}
    </Stack>
  );
}
