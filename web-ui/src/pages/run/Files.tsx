import { Anchor, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Artifact, RunDetails } from '../../api/types';
import { formatBytes } from '../../base/format';
import { api } from '../../base/paths';
import { Panel } from '../../widgets/Panel';
import { kindOf } from './fileKinds';

const HEIGHT = 420;

/** What the run has left on the worker's disk, to be downloaded. */
export function Files({ run }: { readonly run: RunDetails }) {
  const ended = run.status !== 'queued' && run.status !== 'running';
  const { artifacts } = run;
  return (
    <Panel title="Files">
      {artifacts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {ended ? 'The run left no files.' : 'The first files arrive with the first epoch, the others when training has ended.'}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={300} maxHeight={HEIGHT} scrollAreaProps={{ type: 'auto', viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Files of the run' } }}>
          <Table fz="sm" verticalSpacing={6} aria-label="Files" className="numbers" stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">File</Table.Th>
                <Table.Th scope="col" ta="right">
                  Epoch
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  Size
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {artifacts.map((file) => (
                <FileRow key={file.name} run={run.id} file={file} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}

function FileRow({ run, file: { name, mediaType, path, bytes, sha256, epoch, attempt } }: { readonly run: string; readonly file: Artifact }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Anchor href={api.artifact(run, name)} download size="sm" title={path} aria-label={`Download ${name}`}>
          {name} <IconDownload size={14} aria-hidden style={{ verticalAlign: '-2px' }} />
        </Anchor>
        <Text size="xs" c="dimmed">
          {kindOf(name, mediaType)}
        </Text>
        {sha256 && (
          <Text size="xs" c="dimmed" title={`SHA-256 ${sha256}`}>
            {attempt !== null && `attempt ${attempt}, `}SHA-256 {sha256.slice(0, 12)}…
          </Text>
        )}
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
