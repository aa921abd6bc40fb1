type Named = { readonly id: string; readonly name: string; readonly experiment: { readonly name: string } };

/** Runs of several experiments may have the same name: those get the experiment's name in front. */
export function labelsOf(runs: readonly Named[]): ReadonlyMap<string, string> {
  const times = new Map<string, number>();
  for (const { name } of runs) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(runs.map(({ id, name, experiment }) => [id, (times.get(name) ?? 0) > 1 ? `${experiment.name}: ${name}` : name]));
}
