import { List, ScrollArea, Text } from '@mantine/core';
import type { RunSpec } from '../../api/types';
import { Panel } from '../../widgets/Panel';
import { words } from '../../words';

const SHOWN = 100;

type Props = {
  readonly runs: readonly RunSpec[];
  /** How many there would be, also where they are too many to be queued. */
  readonly count: number;
  /** Whether something must be mended before there are runs. */
  readonly invalid: boolean;
  readonly problem: string | undefined;
};

/** Which runs the present choices make. */
export function RunsPreview({ runs, count, invalid, problem }: Props) {
  const said = words().form.preview;
  const head = problem ?? (count === 0 ? said.none : invalid ? said.invalid : said.makes(runs.length));
  return (
    <Panel title={said.title}>
      <Text size="sm" fw={600} role={problem === undefined ? 'status' : 'alert'} mb={4} {...(problem === undefined ? {} : { c: 'var(--status-failed)' })}>
        {head}
      </Text>
      {runs.length > 0 && (
        <ScrollArea.Autosize mah={180} type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': said.names }}>
          <List size="sm" type="ordered">
            {runs.slice(0, SHOWN).map(({ name }) => (
              <List.Item key={name}>{name}</List.Item>
            ))}
          </List>
          {runs.length > SHOWN && (
            <Text size="sm" c="dimmed">
              {said.more(runs.length - SHOWN)}
            </Text>
          )}
        </ScrollArea.Autosize>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {said.keys}
      </Text>
    </Panel>
  );
}
