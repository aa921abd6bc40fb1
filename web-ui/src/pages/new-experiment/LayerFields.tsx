import { Button, Checkbox, Fieldset, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { FieldKind, Kind, LayerSpec } from '../../api/types';
import { humanize } from '../../base/format';
import type { FieldProblem } from '../../base/problem';
import { extentOf, extentText, newLayer, removed, replaced } from './layerList';
import { LayerList } from './LayerList';

type Props = {
  readonly layer: LayerSpec;
  readonly kinds: readonly Kind[];
  readonly path: string;
  readonly problems: readonly FieldProblem[];
  readonly onChange: (layer: LayerSpec) => void;
};

/** The kind of a layer and the fields that this kind has. */
export function LayerFields({ layer, kinds, path, problems, onChange }: Props) {
  const kind = kinds.find(({ type }) => type === layer.type);
  const choose = (type: string) => {
    const chosen = kinds.find((known) => known.type === type);
    if (chosen) onChange(newLayer(chosen));
  };
  const fields = kind?.fields ?? [];
  const errorOf = (name: string) => problems.find(({ field }) => field === `${path}.${name}`)?.message;
  return (
    <Stack gap="xs" py="xs">
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs">
        <Select
          label="Kind"
          size="xs"
          data={kinds.map(({ type }) => type)}
          value={layer.type}
          allowDeselect={false}
          searchable
          onChange={(type) => type !== null && choose(type)}
        />
        {fields
          .filter(({ type }) => type !== 'layers' && type !== 'branches')
          .map((field) => (
            <SimpleField
              // A text field keeps what is written in it: another kind gets another field.
              key={`${layer.type} ${field.name}`}
              field={field}
              value={layer[field.name]}
              error={errorOf(field.name)}
              onChange={(value) => onChange({ ...layer, [field.name]: value })}
            />
          ))}
      </SimpleGrid>
      {layer.branches && <Branches {...{ layer, kinds, path, problems, onChange }} branches={layer.branches} />}
      {layer.layers && (
        <LayerList
          label="Layers of the classifier"
          path={`${path}.layers`}
          layers={layer.layers}
          kinds={kinds}
          problems={problems}
          onChange={(layers) => onChange({ ...layer, layers })}
        />
      )}
    </Stack>
  );
}

type FieldValueProps = {
  readonly field: FieldKind;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
};

function SimpleField({ field, value, error, onChange }: FieldValueProps) {
  const label = humanize(field.name);
  if (field.type === 'flag')
    return <Checkbox label={label} size="xs" mt="xl" checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
  if (field.type === 'extent')
    return (
      <TextInput
        label={label}
        size="xs"
        defaultValue={extentText(value)}
        placeholder={field.follows === undefined ? '3 or 1×7' : `as ${field.follows}`}
        error={error}
        onChange={(event) => onChange(extentOf(event.currentTarget.value))}
      />
    );
  return (
    <NumberInput
      label={label}
      size="xs"
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      allowDecimal={field.type === 'number'}
      allowNegative={false}
      step={field.type === 'number' ? 0.1 : 1}
      error={error}
      onChange={onChange}
    />
  );
}

function Branches({ layer, branches, kinds, path, problems, onChange }: Props & { readonly branches: readonly (readonly LayerSpec[])[] }) {
  return (
    <Stack gap="xs">
      {branches.map((branch, i) => (
        <Fieldset key={i} legend={`Branch ${i + 1}`} p="xs">
          <LayerList
            label={`Layers of branch ${i + 1}`}
            path={`${path}.branches[${i}]`}
            layers={branch}
            kinds={kinds}
            problems={problems}
            onChange={(changed) => onChange({ ...layer, branches: replaced(branches, i, changed) })}
          />
          {branches.length > 2 && (
            <Button variant="subtle" color="red" size="compact-xs" mt={4} onClick={() => onChange({ ...layer, branches: removed(branches, i) })}>
              Remove branch {i + 1}
            </Button>
          )}
        </Fieldset>
      ))}
      <Button variant="light" size="compact-sm" style={{ alignSelf: 'start' }} onClick={() => onChange({ ...layer, branches: [...branches, []] })}>
        Add a branch
      </Button>
    </Stack>
  );
}
