import { Accordion, Checkbox, NumberInput, Select, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { words, type Words } from '../../words';
import type { FieldProps } from './fieldProps';
import { fieldsOf, usualSettings, type FieldName } from './formModel';
import { choices } from './labels';
import { SettingFields } from './SettingFields';

type Section = { readonly name: keyof Words['form']['sections']; readonly owns: (field: FieldName) => boolean; readonly content: (props: FieldProps) => ReactNode };

/** Settings that most experiments leave as they are, by what they are about. */
const SECTIONS: readonly Section[] = [
  { name: 'schedule', owns: (field) => field === 'warmupEpochs' || field.startsWith('schedule'), content: (props) => <ScheduleFields {...props} /> },
  {
    name: 'loss',
    owns: (field) => /^(loss|update|earlyStopping)/.test(field),
    content: (props) => <LossFields {...props} />,
  },
  {
    name: 'augmentation',
    owns: (field) => field.startsWith('augmentation'),
    content: (props) => <SettingFields {...props} part="augmentation" fields={props.presets.augmentation} />,
  },
  {
    name: 'data',
    owns: (field) => ['trainLimit', 'testLimit', 'balanced', 'validationShare'].includes(field),
    content: (props) => <DataFields {...props} />,
  },
  {
    name: 'computation',
    owns: (field) => ['initialization', 'device', 'precision', 'threads', 'replicas', 'reproducible', 'priority'].includes(field),
    content: (props) => <ComputationFields {...props} />,
  },
  {
    name: 'placement',
    owns: (field) => ['deviceClass', 'workerMemory', 'workerLabels'].includes(field),
    content: (props) => <PlacementFields {...props} />,
  },
];

export function MoreFields({ wrong, ...props }: FieldProps & { readonly wrong: readonly FieldName[] }) {
  const [opened, setOpened] = useState<readonly string[]>([]);
  const mustOpen = SECTIONS.filter(({ owns }) => wrong.some(owns)).map(({ name }) => name);
  return (
    <Accordion multiple variant="separated" value={[...new Set([...opened, ...mustOpen])]} onChange={setOpened}>
      {SECTIONS.map(({ name, content }) => (
        <Accordion.Item key={name} value={name}>
          <Accordion.Control>{words().form.sections[name]}</Accordion.Control>
          <Accordion.Panel>
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              {content(props)}
            </SimpleGrid>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function ScheduleFields(props: FieldProps) {
  const { form, presets, change, error } = props;
  const choose = (schedule: string) =>
    change({
      schedule,
      settings: { ...form.settings, ...usualSettings('schedule', fieldsOf(presets.schedules, schedule)) },
      // One cycle rises by itself.
      ...(schedule === 'one-cycle' ? { warmupEpochs: 0 } : {}),
    });
  return (
    <>
      <Select
        label={words().form.schedule.label}
        data={choices(presets.schedules.map(({ type }) => type))}
        value={form.schedule}
        allowDeselect={false}
        onChange={(schedule) => schedule && choose(schedule)}
        error={error('schedule')}
      />
      {form.schedule !== 'one-cycle' && (
        <NumberInput
          label={words().form.schedule.warmup}
          description={words().form.schedule.warmupHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={form.warmupEpochs}
          onChange={(warmupEpochs) => change({ warmupEpochs })}
          error={error('warmupEpochs')}
        />
      )}
      <SettingFields {...props} part="schedule" fields={fieldsOf(presets.schedules, form.schedule)} />
    </>
  );
}

function LossFields(props: FieldProps) {
  const { form, presets, change, error } = props;
  const choose = (loss: string) => change({ loss, settings: { ...form.settings, ...usualSettings('loss', fieldsOf(presets.losses, loss)) } });
  return (
    <>
      <Select
        label={words().form.loss.label}
        data={[{ value: '', label: words().form.loss.usual }, ...choices(presets.losses.map(({ type }) => type))]}
        value={form.loss}
        allowDeselect={false}
        onChange={(loss) => loss !== null && choose(loss)}
        error={error('loss')}
      />
      <SettingFields {...props} part="loss" fields={form.loss === '' ? [] : fieldsOf(presets.losses, form.loss)} />
      <SettingFields {...props} part="update" fields={presets.update} />
      <SettingFields {...props} part="earlyStopping" fields={presets.earlyStopping} />
    </>
  );
}

function DataFields({ form, change, error }: FieldProps) {
  const said = words().form.data;
  return (
    <>
      <NumberInput
        label={said.train}
        description={said.all}
        value={form.trainLimit}
        onChange={(trainLimit) => change({ trainLimit })}
        error={error('trainLimit')}
      />
      <NumberInput label={said.test} description={said.all} value={form.testLimit} onChange={(testLimit) => change({ testLimit })} error={error('testLimit')} />
      <NumberInput
        label={said.validation}
        description={said.validationHint}
        step={0.1}
        value={form.validationShare}
        onChange={(validationShare) => change({ validationShare })}
        error={error('validationShare')}
      />
      <Checkbox
        label={said.balanced}
        checked={form.balanced}
        onChange={(event) => change({ balanced: event.currentTarget.checked })}
        error={error('balanced')}
        mt="xl"
      />
    </>
  );
}

function ComputationFields({ form, presets, change, error }: FieldProps) {
  const said = words().form.computation;
  const select = (field: 'initialization' | 'device' | 'precision', label: string, names: readonly string[]) => (
    <Select
      label={label}
      data={choices(names)}
      value={form[field]}
      allowDeselect={false}
      onChange={(value) => value !== null && change({ [field]: value })}
      error={error(field)}
    />
  );
  return (
    <>
      {select('initialization', said.initialization, presets.initializations)}
      {select('device', said.device, presets.devices)}
      {select('precision', said.precision, presets.precisions)}
      <NumberInput
        label={said.threads}
        description={said.threadsHint}
        value={form.threads}
        onChange={(threads) => change({ threads })}
        error={error('threads')}
      />
      <NumberInput
        label={said.replicas}
        description={said.replicasHint}
        value={form.replicas}
        onChange={(replicas) => change({ replicas })}
        error={error('replicas')}
      />
      <NumberInput
        label={said.priority}
        description={said.priorityHint}
        value={form.priority}
        onChange={(priority) => change({ priority })}
        error={error('priority')}
      />
      <Checkbox
        label={said.reproducible}
        description={said.reproducibleHint}
        checked={form.reproducible}
        onChange={(event) => change({ reproducible: event.currentTarget.checked })}
        error={error('reproducible')}
        mt="xl"
      />
    </>
  );
}

/** Which workers may train the runs. */
function PlacementFields({ form, change, error }: FieldProps) {
  const said = words().form.placement;
  return (
    <>
      <TextInput
        label={said.deviceClass}
        description={said.deviceClassHint}
        value={form.deviceClass}
        onChange={(event) => change({ deviceClass: event.currentTarget.value })}
        error={error('deviceClass')}
      />
      <NumberInput
        label={said.memory}
        description={said.memoryHint}
        value={form.workerMemory}
        onChange={(workerMemory) => change({ workerMemory })}
        error={error('workerMemory')}
      />
      <TagsInput
        label={said.labels}
        description={said.labelsHint}
        value={[...form.workerLabels]}
        onChange={(workerLabels) => change({ workerLabels })}
        error={error('workerLabels')}
        splitChars={[',', ' ']}
      />
    </>
  );
}
