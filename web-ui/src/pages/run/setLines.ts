import type { RunDetails } from '../../api/types';
import { strokeOfRun, type StrokeId } from '../../charts/palette';
import type { Line } from '../../charts/plotOptions';
import { words } from '../../words';

/**
 * One measure on each of the run's sets: the run's own colour is that of the test set, validation is dashed, training stands beside, and
 * behind it what it was within epochs.
 */
export function setLines(run: Pick<RunDetails, 'id' | 'spec'>, measure: string): Line[] {
  const { color } = strokeOfRun(run.id);
  const strokes: Readonly<Record<'train' | 'validation' | 'test', StrokeId>> = { train: { color: 'beside', dash: 0 }, validation: { color, dash: 1 }, test: { color, dash: 0 } };
  const sets = (run.spec?.dataset.validationShare ?? 0) > 0 ? (['train', 'validation', 'test'] as const) : (['train', 'test'] as const);
  const within: Line = { run: run.id, metric: `train_${measure}`, label: words().run.withinEpochs, stroke: strokes.train, within: true };
  const ofSets = sets.map((set) => ({ run: run.id, metric: `${set}_${measure}`, label: words().run.sets[set], stroke: strokes[set] }));
  return [within, ...ofSets];
}
