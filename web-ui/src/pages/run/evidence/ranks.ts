import type { RankReport } from '../../../api/evidence';
import type { Curve } from '../../../charts/CurveChart';
import { words } from '../../../words';

type Named = (tensor: string) => string;
type Layer = RankReport['layers'][number];

/** How well the network does against the share of the full rank that is kept; at full rank it is the network as it was trained. */
export function measuredCurves({ fractions, together, whole }: RankReport, layers: readonly Layer[], named: Named): Curve[] {
  const x = [...fractions, 1];
  const alone = layers.filter((layer) => layer.alone.length > 0).map((layer) => ({ label: named(layer.tensor), x, y: [...layer.alone, whole] }));
  return [{ label: words().evidence.rank.together, x, y: [...together, whole] }, ...alone];
}

/** The singular values of each matrix, as shares of its greatest, over their places from 0 to 1. */
export function spectrumCurves(layers: readonly Layer[], named: Named): Curve[] {
  return layers.map(({ tensor, spectrum: { singularValues } }) => {
    const greatest = singularValues[0] ?? 0;
    return {
      label: named(tensor),
      x: singularValues.map((_, i) => (i + 1) / singularValues.length),
      y: singularValues.map((value) => (greatest === 0 ? 0 : value / greatest)),
    };
  });
}

/** The smallest of the measured shares of the rank at which the network does as well as whole, but for one percent of it. */
export function sufficientShare({ measure, fractions, together, whole }: RankReport): number {
  const enough = together.findIndex((value) => (measure === 'accuracy' ? value >= 0.99 * whole : value <= 1.01 * whole));
  return fractions[enough] ?? 1;
}
