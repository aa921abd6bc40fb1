import { Code, Stack, Text } from '@mantine/core';
import type { RunDetails } from '../../api/types';
import { formatBytes } from '../../base/format';
import { Panel } from '../../widgets/Panel';

/** Where the worker keeps the newest checkpoint and what else the run left. */
export function Files({ run: { checkpoint, artifacts } }: { readonly run: RunDetails }) {
  if (checkpoint === null && artifacts.length === 0) return null;
  return (
    <Panel title="Files on the worker">
      <Stack gap="xs">
        {checkpoint && <File name={`Checkpoint of epoch ${checkpoint.epoch}`} path={checkpoint.path} bytes={checkpoint.bytes} />}
        {artifacts.map(({ name, path, bytes }) => (
          <File key={path} name={name} path={path} bytes={bytes} />
        ))}
      </Stack>
    </Panel>
  );
}

function File({ name, path, bytes }: { readonly name: string; readonly path: string; readonly bytes: number }) {
  return (
    <div>
      <Text size="sm">
        {name} <Text span c="dimmed" size="xs">({formatBytes(bytes)})</Text>
      </Text>
      <Code>{path}</Code>
    </div>
  );
}
