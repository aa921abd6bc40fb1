import { Accordion, Checkbox, NumberInput, Select, SimpleGrid } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { FieldProps } from './fieldProps';
import { fieldsOf, usualSettings, type FieldName } from './formModel';
import { choices } from './labels';
import { SettingFields } from './SettingFields';

type Section = { readonly name: string; readonly owns: (field: FieldName) => boolean; readonly content: (props: FieldProps) => ReactNode };

/** Settings that most experiments leave as they are, by what they are about. */
const SECTIONS: readonly Section[] = [
  { name: 'Learning-rate schedule', owns: (field) => field === 'warmupEpochs' || field.startsWith('schedule'), content: (props) => <ScheduleFields {...props} /> },
  {
    name: 'Loss, clipping, averaging and early stopping',
    owns: (field) => /^(loss|update|earlyStopping)/.test(field),
    content: (props) => <LossFields {...props} />,
  },
  {
    name: 'Augmentation',
    owns: (field) => field.startsWith('augmentation'),
    content: (props) => <SettingFields {...props} part="augmentation" fields={props.presets.augmentation} />,
  },
  {
    name: 'Data',
    owns: (field) => ['trainLimit', 'testLimit', 'balanced', 'validationShare'].includes(field),
    content: (props) => <DataFields {...props} />,
  },
  {
    name: 'Start and computation',
    owns: (field) => ['initialization', 'device', 'precision', 'threads', 'priority'].includes(field),
    content: (props) => <ComputationFields {...props} />,
  },
];

export function MoreFields({ wrong, ...props }: FieldProps & { readonly wrong: readonly FieldName[] }) {
  const [opened, setOpened] = useState<readonly string[]>([]);
  const mustOpen = SECTIONS.filter(({ owns }) => wrong.some(owns)).map(({ name }) => name);
  return (
    <Accordion multiple variant="separated" value={[...new Set([...opened, ...mustOpen])]} onChange={setOpened}>
      {SECTIONS.map(({ name, content }) => (
        <Accordion.Item key={name} value={name}>
          <Accordion.Control>{name}</Accordion.Control>
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
        label="Schedule"
        data={choices(presets.schedules.map(({ type }) => type))}
        value={form.schedule}
        allowDeselect={false}
        onChange={(schedule) => schedule && choose(schedule)}
        error={error('schedule')}
      />
      {form.schedule !== 'one-cycle' && (
        <NumberInput
          label="Warm-up epochs"
          description="The rate rises, then the schedule begins"
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
        label="Loss"
        data={[{ value: '', label: 'Usual for the data' }, ...choices(presets.losses.map(({ type }) => type))]}
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
  return (
    <>
      <NumberInput
        label="Training images"
        description="0 takes all"
        value={form.trainLimit}
        onChange={(trainLimit) => change({ trainLimit })}
        error={error('trainLimit')}
      />
      <NumberInput label="Test images" description="0 takes all" value={form.testLimit} onChange={(testLimit) => change({ testLimit })} error={error('testLimit')} />
      <NumberInput
        label="Share held out for validation"
        description="Of the training images, such as 0.1; 0 for none"
        step={0.1}
        value={form.validationShare}
        onChange={(validationShare) => change({ validationShare })}
        error={error('validationShare')}
      />
      <Checkbox
        label="Equally many training images of each class"
        checked={form.balanced}
        onChange={(event) => change({ balanced: event.currentTarget.checked })}
        error={error('balanced')}
        mt="xl"
      />
    </>
  );
}

function ComputationFields({ form, presets, change, error }: FieldProps) {
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
      {select('initialization', 'Initialization of the weights', presets.initializations)}
      {select('device', 'Device', presets.devices)}
      {select('precision', 'Precision', presets.precisions)}
      <NumberInput
        label="Threads"
        description="0 for as many as are fastest"
        value={form.threads}
        onChange={(threads) => change({ threads })}
        error={error('threads')}
      />
      <NumberInput
        label="Priority"
        description="Higher ones are trained first"
        value={form.priority}
        onChange={(priority) => change({ priority })}
        error={error('priority')}
      />
    </>
  );
}
