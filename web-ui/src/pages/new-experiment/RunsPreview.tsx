import { List, ScrollArea, Text } from '@mantine/core';
import type { RunSpec } from '../../api/types';
import { plural } from '../../base/format';
import { Panel } from '../../widgets/Panel';

const SHOWN = 100;

/** Which runs the present choices make. */
export function RunsPreview({ runs, problem }: { readonly runs: readonly RunSpec[]; readonly problem: string | undefined }) {
  const shown = runs.slice(0, SHOWN);
  return (
    <Panel title="Runs">
      <Text size="sm" fw={600} aria-live="polite" mb={4}>
        {runs.length === 0 ? 'No runs yet' : `This makes ${plural(runs.length, 'run')}`}
      </Text>
      {problem !== undefined && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
      {runs.length === 0 && problem === undefined && (
        <Text size="sm" c="dimmed">
          Choose a network and a data set.
        </Text>
      )}
      <ScrollArea.Autosize mah={180} type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'Names of the runs' }}>
        <List size="sm" type="ordered">
          {shown.map(({ name }) => (
            <List.Item key={name}>{name}</List.Item>
          ))}
        </List>
        {runs.length > SHOWN && (
          <Text size="sm" c="dimmed">
            and {plural(runs.length - SHOWN, 'more', 'more')}
          </Text>
        )}
      </ScrollArea.Autosize>
    </Panel>
  );
}
