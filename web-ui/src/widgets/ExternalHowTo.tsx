import { Code, Text } from '@mantine/core';
import { words } from '../words';

/** How any program puts its runs here. */
export function ExternalHowTo() {
  const said = words().external.howTo;
  const url = `${window.location.origin}/api/v1/runs`;
  const json = "-H 'Content-Type: application/json' -d";
  return (
    <details style={{ textAlign: 'left', maxWidth: '100%' }}>
      <summary style={{ cursor: 'pointer', fontSize: 'var(--mantine-font-size-sm)' }}>{said.title}</summary>
      <Text size="sm" my={6}>
        {said.text}
      </Text>
      <Code block fz="xs">
        {[
          `curl ${url} ${json} '{"experiment": "mine", "seed": 1, "parameters": {"lr": 0.1}}'`,
          `curl ${url}/ID/points ${json} '{"points": [{"step": 1, "values": {"loss/train": 0.5}}]}'`,
          `curl ${url}/ID/finish ${json} '{"status": "completed"}'`,
        ].join('\n')}
      </Code>
      <Text size="sm" c="dimmed" mt={6}>
        {said.more} <code>docs/external-runs.md</code>
      </Text>
    </details>
  );
}
