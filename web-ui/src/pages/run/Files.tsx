import { Anchor, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Artifact, RunDetails } from '../../api/types';
import { formatBytes, formatDigest } from '../../base/format';
import { api } from '../../base/paths';
import { hasEnded } from '../../base/runs';
import { HeadRow } from '../../widgets/HeadRow';
import { Panel } from '../../widgets/Panel';
import { ScrollTable } from '../../widgets/ScrollTable';
import { words } from '../../words';
import { kindOf } from './fileKinds';

const HEIGHT = 420;

/** What the run has left on the worker's disk, to be downloaded. */
export function Files({ run }: { readonly run: RunDetails }) {
  const { title, label, none, notYet, head } = words().run.files;
  return (
    <Panel title={title}>
      {run.artifacts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {hasEnded(run) ? none : notYet}
        </Text>
      ) : (
        <ScrollTable label={label} minWidth={300} maxHeight={HEIGHT} verticalSpacing={4}>
          <HeadRow heads={[{ name: head.file }, { name: head.epoch, right: true }, { name: head.size, right: true }]} />
          <Table.Tbody>
            {run.artifacts.map((file) => (
              <FileRow key={file.name} run={run.id} file={file} />
            ))}
          </Table.Tbody>
        </ScrollTable>
      )}
    </Panel>
  );
}

function FileRow({ run, file: { name, mediaType, path, bytes, sha256, epoch, attempt } }: { readonly run: string; readonly file: Artifact }) {
  const said = words().run.files;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Anchor href={api.artifact(run, name)} download size="sm" title={path} aria-label={said.download(name)}>
          {name} <IconDownload size={14} aria-hidden style={{ verticalAlign: '-2px' }} />
        </Anchor>
        <Text size="xs" c="dimmed" title={sha256 === null ? undefined : `SHA-256 ${sha256}`}>
          {[kindOf(name, mediaType), ...(attempt === null ? [] : [said.attempt(attempt)]), ...(sha256 === null ? [] : [`SHA-256 ${formatDigest(sha256)}…`])].join(' · ')}
        </Text>
      </Table.Th>
      <Table.Td ta="right" style={{ verticalAlign: 'top' }}>
        {epoch}
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap', verticalAlign: 'top' }}>
        {formatBytes(bytes)}
      </Table.Td>
    </Table.Tr>
  );
}
