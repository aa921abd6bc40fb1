import { Checkbox, Group, NumberInput, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import type { DatasetPreset } from '../../api/types';
import { formatDigest } from '../../base/format';
import { Panel } from '../../widgets/Panel';
import { words } from '../../words';
import { ChoiceCard } from './ChoiceCard';
import type { FieldProps } from './fieldProps';
import type { PixelOrder } from './formModel';
import { describe, titleOf } from './labels';
import { NetworkFields } from './NetworkFields';
import { OwnNetwork } from './OwnNetwork';

/** The networks, the data sets and the order of the pixels. */
export function ChoiceFields(props: FieldProps) {
  const { form, presets, change, error } = props;
  const orderId = useId();
  const said = words().form;
  return (
    <Panel title={said.networksAndData}>
      <Stack gap="md">
        <NetworkFields {...props} />
        <OwnNetwork {...props} />
        <Checkbox.Group label={said.datasets} withAsterisk value={[...form.datasets]} onChange={(datasets) => change({ datasets })} error={error('datasets')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={4} mb={4}>
            {presets.datasets.map((dataset) => (
              <ChoiceCard
                key={dataset.name}
                value={dataset.name}
                title={titleOf(dataset)}
                description={descriptionOf(dataset)}
                {...(dataset.own ? { aside: said.version(dataset.name, formatDigest(dataset.digest)) } : {})}
              />
            ))}
          </SimpleGrid>
          <Text size="xs" c="dimmed" mb={4}>
            {said.datasetsHint}
          </Text>
        </Checkbox.Group>
        <Group align="flex-start" gap="md">
          <div>
            <Text size="sm" fw={500} id={orderId} mb={4}>
              {said.order.title}
            </Text>
            <SegmentedControl
              aria-labelledby={orderId}
              value={form.pixelOrder}
              onChange={(value) => change({ pixelOrder: value as PixelOrder })}
              data={[
                { value: 'ordered', label: said.order.ordered },
                { value: 'permuted', label: said.order.permuted },
                { value: 'both', label: said.order.both },
              ]}
            />
          </div>
          {form.pixelOrder !== 'ordered' && (
            <NumberInput
              label={said.order.seed}
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

function descriptionOf(dataset: DatasetPreset): string {
  const { quantity: told, classes: counted, images, sentenceEnd } = words().form;
  const { shape, trainImages, classes, quantity } = dataset;
  const target = quantity ? told(quantity.name, quantity.min, quantity.max, quantity.unit) : counted(classes.length);
  const description = describe(dataset);
  const sentence = description === '' || description.endsWith(sentenceEnd) ? description : description + sentenceEnd;
  return `${sentence} ${images(shape.join('×'), trainImages, target)}`.trimStart();
}
