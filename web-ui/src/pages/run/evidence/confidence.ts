import { words } from '../../../words';
import type { Calibration } from '../../../api/evidence';

/** Of the predicted classes, over all images. */
export function meanConfidence({ bins }: Calibration): number {
  const images = bins.reduce((sum, bin) => sum + bin.images, 0);
  return bins.reduce((sum, bin) => sum + bin.images * bin.confidence, 0) / images;
}

const NEAR = 0.005;

export function verdict(confidence: number, accuracy: number): string {
  const { even, surer, modest } = words().evidence.calibration;
  const difference = confidence - accuracy;
  if (Math.abs(difference) < NEAR) return even;
  const points = Math.abs(100 * difference).toFixed(1);
  return difference > 0 ? surer(points) : modest(points);
}
