import { Button, Group, ScrollArea, Select, Stack, Switch, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { resolveNetwork, useResolvedNetwork } from '../../api/networks';
import { toProblem } from '../../base/problem';
import { notifyProblem } from '../../widgets/notify';
import { fieldName } from '../../base/names';
import { words } from '../../words';
import type { FieldProps } from './fieldProps';
import { titleOf } from './labels';
import { LayerList } from './LayerList';

const CHECK_AFTER_MILLIS = 300;

/** A network written layer by layer, checked by the tracker while it is written. */
export function OwnNetwork(props: FieldProps) {
  const { form, change } = props;
  return (
    <Stack gap="xs">
      <Switch
        label={words().form.own.switch}
        description={words().form.own.hint}
        checked={form.ownWanted}
        onChange={(event) => change({ ownWanted: event.currentTarget.checked })}
      />
      {form.ownWanted && <Editor {...props} />}
    </Stack>
  );
}

function Editor({ form, presets, change, error }: FieldProps) {
  const dataset = form.datasets[0] ?? presets.datasets[0]?.name ?? '';
  const said = words().form.own;
  const [start, setStart] = useState<string | null>(null);
  const [loads, setLoads] = useState(0);
  const [checked] = useDebouncedValue(form.ownLayers, CHECK_AFTER_MILLIS);
  const resolved = useResolvedNetwork({ layers: checked }, dataset);
  const problems = resolved.isError ? toProblem(resolved.error).errors : [];
  const suitable = presets.networks.filter(({ parametersByDataset }) => dataset in parametersByDataset);

  const copy = async () => {
    if (start === null) return;
    try {
      const { spec } = await resolveNetwork({ preset: start }, dataset);
      change({ ownLayers: spec });
      setLoads(loads + 1);
    } catch (error) {
      notifyProblem(error);
    }
  };

  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end">
        <Select
          label={said.start}
          size="xs"
          searchable
          placeholder={said.startPlaceholder}
          data={suitable.map((preset) => ({ value: preset.name, label: titleOf(preset) }))}
          value={start}
          onChange={setStart}
        />
        <Button size="xs" variant="light" disabled={start === null} onClick={() => void copy()}>
          {said.copy}
        </Button>
      </Group>
      <Text size="sm" role="status" c={resolved.isError ? 'var(--status-failed)' : 'dimmed'}>
        {resolved.isSuccess && said.fits(dataset, resolved.data.parameters, resolved.data.multiplyAdds)}
        {resolved.isError && (problems.length > 0 ? said.problems(problems.length, dataset) : toProblem(resolved.error).message)}
      </Text>
      {problems
        .filter(({ field }) => !field.startsWith('layers['))
        .map(({ field, message }) => (
          <Text key={field} size="xs" c="var(--status-failed)" role="alert">
            {fieldName(field)} {message}
          </Text>
        ))}
      {error('ownLayers') !== undefined && (
        <Text size="xs" c="var(--status-failed)" role="alert">
          {error('ownLayers')}
        </Text>
      )}
      <ScrollArea.Autosize mah={560} type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': said.label }}>
        <LayerList
          key={loads}
          label={said.label}
          path="layers"
          layers={form.ownLayers}
          kinds={presets.layers}
          problems={problems}
          onChange={(ownLayers) => change({ ownLayers })}
        />
      </ScrollArea.Autosize>
    </Stack>
  );
}
