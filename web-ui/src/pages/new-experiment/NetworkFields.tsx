import { Accordion, Badge, Checkbox, Group, Input, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import type { NetworkPreset } from '../../api/types';
import { formatCount, plural } from '../../base/format';
import { ChoiceCard } from './ChoiceCard';
import type { FieldProps } from './fieldProps';

/** The networks by family, each with how many parameters it has. */
export function NetworkFields({ form, presets, change, error }: FieldProps) {
  const families = [...new Set(presets.networks.map(({ family }) => family))];
  const [open, setOpen] = useState(() => families.filter((family, i) => i === 0 || chosen(family).length > 0));
  const dataset = form.datasets[0];

  function membersOf(family: string) {
    return presets.networks.filter((network) => network.family === family);
  }
  function chosen(family: string) {
    return membersOf(family).filter(({ name }) => form.networks.includes(name));
  }

  return (
    <Input.Wrapper label="Networks" withAsterisk error={error('networks')} labelElement="div">
      <Checkbox.Group
        value={[...form.networks]}
        onChange={(networks) => change({ networks })}
        aria-label="Networks"
        aria-invalid={error('networks') !== undefined}
      >
        <Accordion multiple variant="contained" value={open} onChange={setOpen} mt={4} mb={4} chevronPosition="left">
          {families.map((family) => (
            <Accordion.Item key={family} value={family}>
              <Accordion.Control>
                <Group gap="xs" justify="space-between" wrap="nowrap" pr="xs">
                  <div>
                    <Text size="sm" fw={600} span>
                      {family}
                    </Text>{' '}
                    <Text size="xs" c="dimmed" span>
                      {plural(membersOf(family).length, 'network')}, {rangeOf(membersOf(family), dataset)} parameters
                    </Text>
                  </div>
                  {chosen(family).length > 0 && <Badge variant="light">{chosen(family).length} chosen</Badge>}
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
                  {membersOf(family).map((network) => (
                    <ChoiceCard
                      key={network.name}
                      value={network.name}
                      title={network.title}
                      description={network.description}
                      aside={formatCount(parametersOf(network, dataset))}
                    />
                  ))}
                </SimpleGrid>
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      </Checkbox.Group>
    </Input.Wrapper>
  );
}

/** For the first data set that was chosen, or else the fewest. */
function parametersOf({ parametersByDataset }: NetworkPreset, dataset: string | undefined): number {
  return parametersByDataset[dataset ?? ''] ?? Math.min(...Object.values(parametersByDataset));
}

function rangeOf(networks: readonly NetworkPreset[], dataset: string | undefined): string {
  const counts = networks.map((network) => parametersOf(network, dataset));
  const [least, most] = [formatCount(Math.min(...counts)), formatCount(Math.max(...counts))];
  return least === most ? least : `${least} to ${most}`;
}
