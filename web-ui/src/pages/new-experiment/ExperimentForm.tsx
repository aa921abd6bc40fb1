import { Button, Grid, Group, Stack } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useCreateExperiment } from '../../api/experiments';
import type { Presets } from '../../api/types';
import { plural } from '../../base/format';
import { paths } from '../../base/paths';
import { toProblem } from '../../base/problem';
import { notifyDone } from '../../widgets/notify';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { ChoiceFields } from './ChoiceFields';
import { expand } from './expand';
import { courseForm, type FieldName, type Form, type SettingName } from './formModel';
import { LayersPreview } from './LayersPreview';
import { RunsPreview } from './RunsPreview';
import { fieldErrorsOf } from './serverErrors';
import { TrainingFields } from './TrainingFields';
import { validate } from './validate';
import { WordFields } from './WordFields';

type Props = { readonly presets: Presets; readonly initial: Form };

export function ExperimentForm({ presets, initial }: Props) {
  const [form, setForm] = useState(initial);
  const [touched, setTouched] = useState<ReadonlySet<FieldName>>(new Set());
  const [submitted, setSubmitted] = useState(false);
  const create = useCreateExperiment();
  const navigate = useNavigate();

  const found = validate(form, presets);
  const refused = create.isError ? fieldErrorsOf(toProblem(create.error).errors) : {};
  const runs = found.runs === undefined ? expand(form, presets) : [];

  const fields = {
    form,
    presets,
    change: (part: Partial<Form>, setting?: SettingName) => {
      setForm((known) => ({ ...known, ...part }));
      setTouched((known) => new Set([...known, ...(setting ? [setting] : (Object.keys(part) as FieldName[]))]));
      create.reset();
    },
    /** What to say beside a field: nothing before it was touched, so that an empty form does not scold. */
    error: (field: FieldName) => refused[field] ?? (submitted || touched.has(field) ? found[field] : undefined),
  };
  const wrong = [...Object.keys(refused), ...Object.keys(found)].filter((field) => fields.error(field as FieldName)) as FieldName[];

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSubmitted(true);
    if (Object.keys(found).length > 0) {
      const element = event.currentTarget;
      requestAnimationFrame(() => element.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"]')?.focus());
      return;
    }
    const { name, description, priority } = form;
    create.mutate(
      { name: name.trim(), description, priority: Number(priority), runs },
      {
        onSuccess: (experiment) => {
          notifyDone(`${plural(runs.length, 'run')} queued`);
          void navigate(paths.experiment(experiment.id));
        },
      },
    );
  };

  return (
    <form onSubmit={submit} noValidate>
      <Grid gutter="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="md">
            <Group>
              <Button variant="light" leftSection={<IconSchool size={16} aria-hidden />} onClick={() => fields.change(courseForm(presets))}>
                Course: FC against CNN on MNIST
              </Button>
            </Group>
            <WordFields {...fields} />
            <ChoiceFields {...fields} />
            <TrainingFields {...fields} wrong={wrong} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="md" pos="sticky" top={72}>
            <RunsPreview runs={runs} problem={fields.error('runs')} />
            {create.isError && <ProblemAlert error={create.error} />}
            <Button type="submit" size="md" loading={create.isPending}>
              {runs.length === 0 ? 'Queue runs' : `Queue ${plural(runs.length, 'run')}`}
            </Button>
            <LayersPreview form={form} presets={presets} />
          </Stack>
        </Grid.Col>
      </Grid>
    </form>
  );
}
