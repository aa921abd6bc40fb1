import { Button, Group, ScrollArea, Select, Stack, Switch, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { resolveNetwork, useResolvedNetwork } from '../../api/networks';
import { formatInteger, plural } from '../../base/format';
import { toProblem } from '../../base/problem';
import { notifyProblem } from '../../widgets/notify';
import type { FieldProps } from './fieldProps';
import { LayerList } from './LayerList';

const CHECK_AFTER_MILLIS = 300;
const LAYERS = 'Layers of your own network';

/** A network written layer by layer, checked by the tracker while it is written. */
export function OwnNetwork(props: FieldProps) {
  const { form, change } = props;
  return (
    <Stack gap="xs">
      <Switch
        label="A network of your own"
        description="Written layer by layer, from scratch or from one of the above"
        checked={form.ownWanted}
        onChange={(event) => change({ ownWanted: event.currentTarget.checked })}
      />
      {form.ownWanted && <Editor {...props} />}
    </Stack>
  );
}

function Editor({ form, presets, change, error }: FieldProps) {
  const dataset = form.datasets[0] ?? presets.datasets[0]?.name ?? '';
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
          label="Start from"
          size="xs"
          searchable
          placeholder="A network"
          data={suitable.map(({ name, title }) => ({ value: name, label: title }))}
          value={start}
          onChange={setStart}
        />
        <Button size="xs" variant="light" disabled={start === null} onClick={() => void copy()}>
          Copy its layers
        </Button>
      </Group>
      <Text size="sm" role="status" c={resolved.isError ? 'red' : 'dimmed'}>
        {resolved.isSuccess && `Fits ${dataset}: ${formatInteger(resolved.data.parameters)} parameters, ${formatInteger(resolved.data.multiplyAdds)} multiply-adds.`}
        {resolved.isError && (problems.length > 0 ? `${plural(problems.length, 'problem')} on ${dataset}.` : toProblem(resolved.error).message)}
      </Text>
      {problems
        .filter(({ field }) => !field.startsWith('layers['))
        .map(({ field, message }) => (
          <Text key={field} size="xs" c="red" role="alert">
            {field} {message}
          </Text>
        ))}
      {error('ownLayers') !== undefined && (
        <Text size="xs" c="red" role="alert">
          {error('ownLayers')}
        </Text>
      )}
      <ScrollArea.Autosize mah={560} type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': LAYERS }}>
        <LayerList
          key={loads}
          label={LAYERS}
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
