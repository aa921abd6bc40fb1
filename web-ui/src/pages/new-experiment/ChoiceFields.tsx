import { Checkbox, Group, NumberInput, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import type { DatasetPreset } from '../../api/types';
import { formatDigest, formatInteger } from '../../base/format';
import { Panel } from '../../widgets/Panel';
import { ChoiceCard } from './ChoiceCard';
import type { FieldProps } from './fieldProps';
import type { PixelOrder } from './formModel';
import { NetworkFields } from './NetworkFields';
import { OwnNetwork } from './OwnNetwork';

/** The networks, the data sets and the order of the pixels. */
export function ChoiceFields(props: FieldProps) {
  const { form, presets, change, error } = props;
  const orderId = useId();
  return (
    <Panel title="Networks and data">
      <Stack gap="md">
        <NetworkFields {...props} />
        <OwnNetwork {...props} />
        <Checkbox.Group label="Data sets" withAsterisk value={[...form.datasets]} onChange={(datasets) => change({ datasets })} error={error('datasets')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={4} mb={4}>
            {presets.datasets.map((dataset) => (
              <ChoiceCard
                key={dataset.name}
                value={dataset.name}
                title={dataset.title}
                description={descriptionOf(dataset)}
                {...(dataset.own ? { aside: `${dataset.name}, version ${formatDigest(dataset.digest)}` } : {})}
              />
            ))}
          </SimpleGrid>
          <Text size="xs" c="dimmed" mb={4}>
            Data sets of your own appear here when they lie in the folder that the workers were given with --data. What is wrong with one stands on the page of
            workers.
          </Text>
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

function descriptionOf({ description, shape, trainImages, classes, quantity }: DatasetPreset): string {
  const target = quantity ? `${quantity.name} from ${quantity.min} to ${quantity.max}${quantity.unit}` : `${classes.length} classes`;
  const sentence = description === '' || description.endsWith('.') ? description : `${description}.`;
  return `${sentence} ${shape.join('×')}, ${formatInteger(trainImages)} training images, ${target}.`.trimStart();
}
