/** What the worker calls its files, in plain words. docs/artifacts.md describes each. */
const KINDS: Readonly<Record<string, string>> = {
  'model.safetensors': 'Checkpoint of the best epoch: the weights under PyTorch’s names, and what is needed to train on',
  'model.onnx': 'The trained network for other programs',
  'test-report.json': 'Report on the test set: confusion matrix, calibration, surest mistakes',
  'predictions.bin': 'Label, prediction and probabilities of every test image',
  'images.tiles': 'Pictures of the first test images and of the surest mistakes',
  'estimate-report.json': 'Report on the test set: errors of the estimates',
  'estimates.bin': 'Target and estimate of every test image',
  'filters.tiles': 'Pictures of the filters that lie on the image',
  'ranks.json': 'Singular values of the weights, and how well fewer of them do',
  'layer-statistics.json': 'Norms and dead ReLUs of every layer, epoch by epoch',
};

const FEATURE_MAPS = /^feature-maps-(\d+)\.tiles$/;

export function kindOf(name: string, mediaType: string): string {
  const image = FEATURE_MAPS.exec(name)?.[1];
  if (image !== undefined) return `What each layer makes of test image ${Number(image) + 1}`;
  return KINDS[name] ?? mediaType;
}
