import { Accordion, Checkbox, NumberInput, Select, SimpleGrid } from '@mantine/core';
import type { FieldProps } from './fieldProps';
import type { ScheduleType } from './formModel';

const ADVANCED = ['schedule', 'every', 'gamma', 'initialization', 'shift', 'device', 'trainLimit', 'testLimit', 'priority'] as const;

/** Settings that most experiments leave as they are. */
export function MoreFields({ form, presets, change, error }: FieldProps) {
  const wrong = ADVANCED.some((field) => error(field) !== undefined);
  return (
    <Accordion variant="separated" {...(wrong ? { value: 'more' } : {})}>
      <Accordion.Item value="more">
        <Accordion.Control>Schedule, augmentation and more</Accordion.Control>
        <Accordion.Panel>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <Select
              label="Learning-rate schedule"
              data={[...presets.schedules]}
              value={form.schedule}
              allowDeselect={false}
              onChange={(schedule) => schedule && change({ schedule: schedule as ScheduleType })}
              error={error('schedule')}
            />
            <Select
              label="Initialization of the weights"
              data={[...presets.initializations]}
              value={form.initialization}
              allowDeselect={false}
              onChange={(initialization) => initialization && change({ initialization })}
              error={error('initialization')}
            />
            {form.schedule === 'step' && (
              <>
                <NumberInput label="Drop after every … epochs" value={form.every} onChange={(every) => change({ every })} error={error('every')} />
                <NumberInput label="Factor of each drop" step={0.1} value={form.gamma} onChange={(gamma) => change({ gamma })} error={error('gamma')} />
              </>
            )}
            <NumberInput label="Shift images by up to … pixels" value={form.shift} onChange={(shift) => change({ shift })} error={error('shift')} />
            <Select
              label="Device"
              data={[...presets.devices]}
              value={form.device}
              allowDeselect={false}
              onChange={(device) => device && change({ device })}
              error={error('device')}
            />
            <NumberInput
              label="Training images"
              description="0 takes all"
              value={form.trainLimit}
              onChange={(trainLimit) => change({ trainLimit })}
              error={error('trainLimit')}
            />
            <NumberInput label="Test images" description="0 takes all" value={form.testLimit} onChange={(testLimit) => change({ testLimit })} error={error('testLimit')} />
            <NumberInput
              label="Priority"
              description="Higher ones are trained first"
              value={form.priority}
              onChange={(priority) => change({ priority })}
              error={error('priority')}
            />
            <Checkbox
              label="Mirror every second image"
              checked={form.horizontalFlip}
              onChange={(event) => change({ horizontalFlip: event.currentTarget.checked })}
              mt="xl"
            />
          </SimpleGrid>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
