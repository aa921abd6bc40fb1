import { Checkbox, NumberInput } from '@mantine/core';
import type { FieldKind } from '../../api/types';
import type { FieldProps } from './fieldProps';
import type { Part, SettingName } from './formModel';
import { wordsOf } from './labels';

type Props = FieldProps & { readonly part: Part; readonly fields: readonly FieldKind[] };

/** One input for each field that the tracker declares for a part of a run. */
export function SettingFields({ part, fields, form, change, error }: Props) {
  return fields.map((field) => {
    const setting: SettingName = `${part}.${field.name}`;
    const { label, hint } = wordsOf(setting);
    const value = form.settings[setting] ?? field.default ?? '';
    const set = (next: number | string | boolean) => change({ settings: { ...form.settings, [setting]: next } }, setting);
    return field.type === 'flag' ? (
      <Checkbox key={setting} label={label} checked={value === true} onChange={(event) => set(event.currentTarget.checked)} error={error(setting)} mt="xl" />
    ) : (
      <NumberInput
        key={setting}
        label={label}
        description={hint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={Number.isFinite(value) || typeof value === 'string' ? (value as number | string) : ''}
        onChange={set}
        error={error(setting)}
        allowNegative={false}
        allowDecimal={field.type !== 'integer'}
        step={field.type === 'integer' ? 1 : 0.1}
      />
    );
  });
}
