import { Accordion, Checkbox, Group, Input, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import type { NetworkPreset } from '../../api/types';
import { formatCount } from '../../base/format';
import { words } from '../../words';
import { ChoiceCard } from './ChoiceCard';
import type { FieldProps } from './fieldProps';
import { describe, titleOf } from './labels';

/** The networks by family, each with how many parameters it has. */
export function NetworkFields({ form, presets, change, error }: FieldProps) {
  const families = [...new Set(presets.networks.map(({ family }) => family))];
  const [open, setOpen] = useState(() => families.filter((family, i) => i === 0 || chosen(family).length > 0).map(keyOf));
  const dataset = form.datasets[0];
  const said = words().form;

  function membersOf(family: string) {
    return presets.networks.filter((network) => network.family === family);
  }
  function chosen(family: string) {
    return membersOf(family).filter(({ name }) => form.networks.includes(name));
  }

  return (
    <Input.Wrapper label={said.networks} withAsterisk error={error('networks')} labelElement="div">
      <Checkbox.Group
        value={[...form.networks]}
        onChange={(networks) => change({ networks })}
        aria-label={said.networks}
        aria-invalid={error('networks') !== undefined}
      >
        <Accordion multiple variant="contained" value={open} onChange={setOpen} mt={4} mb={4} chevronPosition="left">
          {families.map((family) => (
            <Accordion.Item key={family} value={keyOf(family)}>
              <Accordion.Control>
                <Group gap="xs" justify="space-between" wrap="nowrap" pr="xs">
                  <div>
                    <Text size="sm" fw={600} span>
                      {said.families[family] ?? family}
                    </Text>{' '}
                    <Text size="xs" c="dimmed" span>
                      {said.family(membersOf(family).length, rangeOf(membersOf(family), dataset))}
                    </Text>
                  </div>
                  {chosen(family).length > 0 && (
                    <Text size="xs" fw={600} c="var(--mantine-primary-color-light-color)">
                      {said.chosen(chosen(family).length)}
                    </Text>
                  )}
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
                  {membersOf(family).map((network) => (
                    <ChoiceCard
                      key={network.name}
                      value={network.name}
                      title={titleOf(network)}
                      description={describe(network)}
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

/** Ids of the page are made of it, in which there can be no space. */
function keyOf(family: string): string {
  return family.replaceAll(/\W+/g, '-');
}

/** For the first data set that was chosen, or else the fewest. */
function parametersOf({ parametersByDataset }: NetworkPreset, dataset: string | undefined): number {
  return parametersByDataset[dataset ?? ''] ?? Math.min(...Object.values(parametersByDataset));
}

function rangeOf(networks: readonly NetworkPreset[], dataset: string | undefined): string {
  const counts = networks.map((network) => parametersOf(network, dataset));
  const [least, most] = [formatCount(Math.min(...counts)), formatCount(Math.max(...counts))];
  return least === most ? least : words().form.range(least, most);
}
