import { Button, Checkbox, Fieldset, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldKind, Kind, LayerSpec } from '../../api/types';
import { humanize } from '../../base/names';
import type { FieldProblem } from '../../base/problem';
import { layerType } from '../../widgets/layerRows';
import { words } from '../../words';
import { extentOf, extentText, newLayer, removed, replaced, type ListProps } from './layerList';

type Props = {
  readonly layer: LayerSpec;
  readonly kinds: readonly Kind[];
  readonly path: string;
  readonly problems: readonly FieldProblem[];
  readonly onChange: (layer: LayerSpec) => void;
  /** Lists of layers within this one look like the list that it stands in. */
  readonly renderList: (props: ListProps) => ReactNode;
};

/** The kind of a layer and the fields that this kind has. */
export function LayerFields(props: Props) {
  const { layer, kinds, path, problems, onChange, renderList } = props;
  const kind = kinds.find(({ type }) => type === layer.type);
  const said = words().form.editor;
  const choose = (type: string) => {
    const chosen = kinds.find((known) => known.type === type);
    if (chosen) onChange(newLayer(chosen));
  };
  const errorOf = (name: string) => problems.find(({ field }) => field === `${path}.${name}`)?.message;
  return (
    <Stack gap="xs" py="xs">
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs">
        <Select
          label={said.kind}
          size="xs"
          data={kinds.map(({ type }) => ({ value: type, label: layerType(type) }))}
          value={layer.type}
          allowDeselect={false}
          searchable
          onChange={(type) => type !== null && choose(type)}
        />
        {(kind?.fields ?? [])
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
      {layer.branches && <Branches {...props} branches={layer.branches} />}
      {layer.layers &&
        renderList({ label: said.classifier, path: `${path}.layers`, layers: layer.layers, kinds, problems, onChange: (layers) => onChange({ ...layer, layers }) })}
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
  const said = words().form.editor;
  if (field.type === 'flag')
    return <Checkbox label={label} size="xs" mt="xl" checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
  if (field.type === 'extent')
    return (
      <TextInput
        label={label}
        size="xs"
        defaultValue={extentText(value)}
        placeholder={field.follows === undefined ? said.extent : said.as(humanize(field.follows).toLowerCase())}
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

function Branches({ layer, branches, kinds, path, problems, onChange, renderList }: Props & { readonly branches: readonly (readonly LayerSpec[])[] }) {
  const said = words().form.editor;
  return (
    <Stack gap="xs">
      {branches.map((branch, i) => (
        <Fieldset key={i} legend={said.branch(i + 1)} p="xs">
          {renderList({
            label: said.branchLabel(i + 1),
            path: `${path}.branches[${i}]`,
            layers: branch,
            kinds,
            problems,
            onChange: (changed) => onChange({ ...layer, branches: replaced(branches, i, changed) }),
          })}
          {branches.length > 2 && (
            <Button variant="subtle" color="red" size="compact-xs" mt={4} onClick={() => onChange({ ...layer, branches: removed(branches, i) })}>
              {said.removeBranch(i + 1)}
            </Button>
          )}
        </Fieldset>
      ))}
      <Button variant="light" size="compact-sm" style={{ alignSelf: 'start' }} onClick={() => onChange({ ...layer, branches: [...branches, []] })}>
        {said.addBranch}
      </Button>
    </Stack>
  );
}
