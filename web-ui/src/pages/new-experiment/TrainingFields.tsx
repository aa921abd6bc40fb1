import { NumberInput, Select, SimpleGrid, Stack, TagsInput } from '@mantine/core';
import { Panel } from '../../widgets/Panel';
import { words } from '../../words';
import type { FieldProps } from './fieldProps';
import { fieldsOf, usualSettings, type FieldName } from './formModel';
import { choices } from './labels';
import { MoreFields } from './MoreFields';
import { SettingFields } from './SettingFields';

const SEPARATORS = [',', ' ', ';'];

/** How the networks are trained. */
export function TrainingFields({ wrong, ...props }: FieldProps & { readonly wrong: readonly FieldName[] }) {
  const { form, presets, change, error } = props;
  const said = words().form.training;
  const chooseOptimizer = (optimizer: string) =>
    change({ optimizer, settings: { ...form.settings, ...usualSettings('optimizer', fieldsOf(presets.optimizers, optimizer)) } });
  return (
    <Panel title={said.title}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <NumberInput label={said.epochs} min={1} value={form.epochs} onChange={(epochs) => change({ epochs })} error={error('epochs')} clampBehavior="none" />
          <NumberInput label={said.batchSize} min={1} value={form.batchSize} onChange={(batchSize) => change({ batchSize })} error={error('batchSize')} clampBehavior="none" />
          <TagsInput
            label={said.rates}
            description={said.several}
            splitChars={SEPARATORS}
            acceptValueOnBlur
            value={[...form.learningRates]}
            onChange={(learningRates) => change({ learningRates })}
            error={error('learningRates')}
          />
          <TagsInput
            label={said.seeds}
            description={said.several}
            splitChars={SEPARATORS}
            acceptValueOnBlur
            value={[...form.seeds]}
            onChange={(seeds) => change({ seeds })}
            error={error('seeds')}
          />
          <Select
            label={said.optimizer}
            data={choices(presets.optimizers.map(({ type }) => type))}
            value={form.optimizer}
            allowDeselect={false}
            onChange={(optimizer) => optimizer && chooseOptimizer(optimizer)}
            error={error('optimizer')}
          />
          <SettingFields {...props} part="optimizer" fields={fieldsOf(presets.optimizers, form.optimizer)} />
        </SimpleGrid>
        <MoreFields {...props} wrong={wrong} />
      </Stack>
    </Panel>
  );
}
