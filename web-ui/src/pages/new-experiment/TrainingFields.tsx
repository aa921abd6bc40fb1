import { NumberInput, SimpleGrid, Stack, TagsInput } from '@mantine/core';
import { Panel } from '../../widgets/Panel';
import type { FieldProps } from './fieldProps';
import { MoreFields } from './MoreFields';

const SEPARATORS = [',', ' ', ';'];

/** How the networks are trained. */
export function TrainingFields(props: FieldProps) {
  const { form, change, error } = props;
  return (
    <Panel title="Training">
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <NumberInput label="Epochs" min={1} value={form.epochs} onChange={(epochs) => change({ epochs })} error={error('epochs')} clampBehavior="none" />
          <NumberInput label="Batch size" min={1} value={form.batchSize} onChange={(batchSize) => change({ batchSize })} error={error('batchSize')} clampBehavior="none" />
          <TagsInput
            label="Learning rates"
            description="Several make a run each: type and press Enter"
            splitChars={SEPARATORS}
            acceptValueOnBlur
            value={[...form.learningRates]}
            onChange={(learningRates) => change({ learningRates })}
            error={error('learningRates')}
          />
          <TagsInput
            label="Seeds"
            description="Several make a run each: type and press Enter"
            splitChars={SEPARATORS}
            acceptValueOnBlur
            value={[...form.seeds]}
            onChange={(seeds) => change({ seeds })}
            error={error('seeds')}
          />
          <NumberInput label="Momentum" step={0.1} value={form.momentum} onChange={(momentum) => change({ momentum })} error={error('momentum')} />
          <NumberInput label="Weight decay" step={0.0001} value={form.weightDecay} onChange={(weightDecay) => change({ weightDecay })} error={error('weightDecay')} />
        </SimpleGrid>
        <MoreFields {...props} />
      </Stack>
    </Panel>
  );
}
