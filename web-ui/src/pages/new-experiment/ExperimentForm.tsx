import { Anchor, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { DeedButton } from '../../actions/DeedButton';
import { useCreateExperiment } from '../../api/experiments';
import type { Presets } from '../../api/types';
import { paths } from '../../base/paths';
import { toProblem } from '../../base/problem';
import { notifyDone } from '../../widgets/notify';
import { ProblemAlert } from '../../widgets/ProblemAlert';
import { words } from '../../words';
import { ChoiceFields } from './ChoiceFields';
import { dropDraft, saveDraft } from './draft';
import { countOf, expand } from './expand';
import { courseForm, initialForm, type FieldName, type Form, type SettingName } from './formModel';
import { LayersPreview } from './LayersPreview';
import { RunsPreview } from './RunsPreview';
import { fieldErrorsOf, unplaced } from './serverErrors';
import { TrainingFields } from './TrainingFields';
import { shapesRuns, validate } from './validate';
import { WordFields } from './WordFields';

type Props = {
  readonly presets: Presets;
  readonly initial: Form;
  /** Whether it is what was entered before. */
  readonly restored: boolean;
  /** Where it comes from. */
  readonly note?: string;
};

export function ExperimentForm({ presets, initial, restored, note }: Props) {
  const [form, setForm] = useState(initial);
  const [touched, setTouched] = useState<ReadonlySet<FieldName>>(new Set());
  const [submitted, setSubmitted] = useState(false);
  const [draftNote, setDraftNote] = useState(restored);
  const element = useRef<HTMLFormElement>(null);
  const create = useCreateExperiment();
  const navigate = useNavigate();
  const said = words().form;

  const found = validate(form, presets);
  const problems = create.isError ? toProblem(create.error).errors : [];
  const refused = fieldErrorsOf(problems);
  const right = !Object.keys(found).some((field) => shapesRuns(field as FieldName));
  const runs = right ? expand(form, presets) : [];

  const replace = (next: Form) => {
    setForm(next);
    saveDraft(next);
    create.reset();
  };
  const fields = {
    form,
    presets,
    change: (part: Partial<Form>, setting?: SettingName) => {
      replace({ ...form, ...part });
      setTouched((known) => new Set([...known, ...(setting ? [setting] : (Object.keys(part) as FieldName[]))]));
    },
    /** What to say beside a field: nothing before it was touched, so that an empty form does not scold. */
    error: (field: FieldName) => refused[field] ?? (submitted || touched.has(field) ? found[field] : undefined),
  };
  const wrong = [...Object.keys(refused), ...Object.keys(found)].filter((field) => fields.error(field as FieldName)) as FieldName[];
  const anew = () => {
    dropDraft();
    setForm(initialForm(presets));
    setTouched(new Set());
    setSubmitted(false);
    setDraftNote(false);
    create.reset();
  };

  const submit = () => {
    setSubmitted(true);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"]')?.focus());
      return;
    }
    const { name, description, priority } = form;
    create.mutate(
      { name: name.trim(), description, priority: Number(priority), runs },
      {
        onSuccess: (experiment) => {
          dropDraft();
          notifyDone(said.preview.queued(runs.length));
          void navigate(paths.experiment(experiment.id));
        },
      },
    );
  };
  /** Enter ends a word or a number, and queues nothing: that takes the button, or Ctrl with it. */
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={element} onSubmit={(event) => event.preventDefault()} onKeyDown={pressed} noValidate>
      <Grid gutter="sm">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="sm">
            <Group gap="sm">
              <Button variant="light" leftSection={<IconSchool size={14} aria-hidden />} onClick={() => fields.change(courseForm(presets))}>
                {said.course.button}
              </Button>
              {note !== undefined && (
                <Text size="sm" c="dimmed">
                  {note}
                </Text>
              )}
              {draftNote && (
                <Text size="sm" c="dimmed" role="status">
                  {said.draft.restored}{' '}
                  <Anchor component="button" type="button" size="sm" onClick={anew}>
                    {said.draft.anew}
                  </Anchor>
                </Text>
              )}
            </Group>
            <WordFields {...fields} />
            <ChoiceFields {...fields} />
            <TrainingFields {...fields} wrong={wrong} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="sm" pos="sticky" top={60}>
            <RunsPreview runs={runs} count={countOf(form)} invalid={!right} problem={fields.error('runs') ?? found.runs} />
            {create.isError && <ProblemAlert error={unplaced(create.error)} />}
            <DeedButton onClick={submit} loading={create.isPending}>
              {runs.length === 0 ? said.preview.queue : said.preview.queueSome(runs.length)}
            </DeedButton>
            <LayersPreview form={form} presets={presets} />
          </Stack>
        </Grid.Col>
      </Grid>
    </form>
  );
}
