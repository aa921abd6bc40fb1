import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** Grey lines in the place of a table or page that is on its way. */
export function LoadingRows({ rows = 5, height = 36 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <Stack gap="xs" role="status">
      <VisuallyHidden>Loading</VisuallyHidden>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={height} radius="sm" />
      ))}
    </Stack>
  );
}
