const kinds: Readonly<Record<string, string>> = {
  metric: 'metric',
  parameter: 'parameter',
  tag: 'tag',
  attribute: 'of the run',
  comparison: 'comparison',
  value: 'value',
  connective: 'and, or',
};

export const search = {
  label: 'Filter of the runs',
  placeholder: "Such as metrics.test_accuracy > 0.9 AND status = 'completed'",
  clear: 'Clear the filter',
  completions: 'What may come next',
  put: (meant: string) => `Put ${meant}`,
  kinds,
  fitting: (fitting: number, runs: number) => `${fitting} of ${runs} fit`,
};

export const runList = {
  title: 'Runs',
  label: 'Runs of all experiments',
  none: 'No run fits',
  noneHint: 'Change the filter, or clear it.',
  nothing: 'No runs yet',
  nothingHint: 'Queue an experiment, and its runs are here.',
};
