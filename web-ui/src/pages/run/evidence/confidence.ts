import type { Calibration } from '../../../api/evidence';

/** Of the predicted classes, over all images. */
export function meanConfidence({ bins }: Calibration): number {
  const images = bins.reduce((sum, bin) => sum + bin.images, 0);
  return bins.reduce((sum, bin) => sum + bin.images * bin.confidence, 0) / images;
}

const NEAR = 0.005;

export function verdict(confidence: number, accuracy: number): string {
  const difference = confidence - accuracy;
  if (Math.abs(difference) < NEAR) return 'On average the network is as sure as it is right.';
  const points = `${Math.abs(100 * difference).toFixed(1)} percentage points`;
  return difference > 0 ? `On average the network is surer than it is right, by ${points}.` : `On average the network is right more often than it is sure, by ${points}.`;
}
