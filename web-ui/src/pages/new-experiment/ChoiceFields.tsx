import { Checkbox, Group, NumberInput, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { formatInteger } from '../../base/format';
import { Panel } from '../../widgets/Panel';
import type { FieldProps } from './fieldProps';
import type { PixelOrder } from './formModel';
import { ChoiceCard } from './ChoiceCard';

/** The networks, the data sets and the order of the pixels. */
export function ChoiceFields({ form, presets, change, error }: FieldProps) {
  const orderId = useId();
  return (
    <Panel title="Networks and data">
      <Stack gap="md">
        <Checkbox.Group label="Networks" withAsterisk value={[...form.networks]} onChange={(networks) => change({ networks })} error={error('networks')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={4} mb={4}>
            {presets.networks.map(({ name, title, description }) => (
              <ChoiceCard key={name} value={name} title={title} description={description} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Checkbox.Group label="Data sets" withAsterisk value={[...form.datasets]} onChange={(datasets) => change({ datasets })} error={error('datasets')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={4} mb={4}>
            {presets.datasets.map(({ name, title, description, shape, trainImages }) => (
              <ChoiceCard
                key={name}
                value={name}
                title={title}
                description={`${description}. ${shape.join('×')}, ${formatInteger(trainImages)} training images.`}
              />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Group align="flex-start" gap="md">
          <div>
            <Text size="sm" fw={500} id={orderId} mb={4}>
              Order of the pixels
            </Text>
            <SegmentedControl
              aria-labelledby={orderId}
              value={form.pixelOrder}
              onChange={(value) => change({ pixelOrder: value as PixelOrder })}
              data={[
                { value: 'ordered', label: 'In order' },
                { value: 'permuted', label: 'Permuted' },
                { value: 'both', label: 'Both' },
              ]}
            />
          </div>
          {form.pixelOrder !== 'ordered' && (
            <NumberInput
              label="Seed of the permutation"
              value={form.permutationSeed}
              onChange={(permutationSeed) => change({ permutationSeed })}
              error={error('permutationSeed')}
              w={190}
            />
          )}
        </Group>
      </Stack>
    </Panel>
  );
}
