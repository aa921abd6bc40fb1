import { count, plural } from './plural';

export const evidence = {
  title: 'What the network has learned',
  parts: {
    confusion: 'Confusion',
    estimates: 'Estimates',
    images: 'First images',
    mistakes: 'Most confident mistakes',
    worst: 'Greatest errors',
    filters: 'Filters',
    maps: 'Feature maps',
    rank: 'Rank',
    calibration: 'Calibration',
    layers: 'Layers by epoch',
  },
  noFile: (name: string) => `The run has not left the file ${name}; its log may tell why.`,
  unreadable: (name: string) => `This part is drawn from the run’s file ${name}, which could not be read.`,
  accuracy: 'Accuracy',
  ofImages: (images: number) => `of ${count(images)} test images`,
  allRecognised: 'Every test image is recognised.',
  confusion: {
    explanation:
      'Which classes the trained network takes for which: a row for each class, a column for each prediction. Recall is the share of a class that is recognised, ' +
      'precision the share of a prediction that is right; two classes that are mixed up both ways look alike to the network.',
    likelihood: 'Log-likelihood per image',
    likelihoodNote: (guessing: string) => `mean ln p(label); guessing: ${guessing}`,
    all: 'Log-likelihood of all',
    allNote: 'nats; 0 would be certainty',
    matrix: 'Confusion matrix',
    recall: 'Recall',
    precision: 'Precision',
    mixup: (label: string, prediction: string, times: number) => `${label} as ${prediction} (${count(times)})`,
    mixups: (list: string) => `Most frequent mistakes: ${list}.`,
  },
  images: {
    explanation:
      'The first images of the test set, the same for every run on this data set, with the three classes that the network finds likeliest. The green bar is the ' +
      'probability of the right class: a network can be right and still unsure.',
    none: 'There are no test images.',
  },
  mistakes: {
    explanation:
      'The test images that the network takes for another class, the most confident first. Some are drawn or labelled so badly that a person would hesitate too; ' +
      'the others show what the network looks at in place of what makes the class.',
  },
  example: {
    picture: (image: number, label: string) => `Test image ${image}: ${label}`,
    image: (image: number) => `image ${image}`,
    recognised: 'recognised',
    takenFor: (prediction: string) => `taken for ${prediction}`,
    probabilities: 'Probabilities',
    estimate: (output: string) => `told ${output}`,
    off: (error: string) => `off by ${error}`,
  },
  estimates: {
    explanation:
      'How far the network’s answers are from the truth. The mean absolute error is the usual miss; the root mean squared error weighs large misses more, and a mean ' +
      'error that is not near zero means that the network is biased to one side.',
    absolute: 'Mean absolute error',
    squared: 'Root mean squared error',
    mean: 'Mean error',
    meanNote: 'told minus true',
    first: 'The first images of the test set',
    worst: 'The test images with the greatest errors. Where they have something in common, the network has not learned that.',
  },
  filters: {
    explanation:
      'The weights that the first layer lays over the image, one picture for each filter or unit, from its least weight (dark) to its greatest (bright): what the ' +
      'network looks for first. Filters that have learned show edges, spots or colours; noise is what they began with.',
    pictures: (layer: string, pictures: number, height: number, width: number) => `${layer}: ${plural(pictures, 'picture')} of ${height}×${width}`,
    weights: (name: string) => `Weights of ${name}`,
  },
  maps: {
    explanation:
      'What each layer makes of one test image: a map for each channel, from its least value (dark) to its greatest (bright). First layers keep the image’s outlines; ' +
      'later ones tell in few pixels whether something is there, and the last how much speaks for each class.',
    choose: 'Test image',
    image: (image: number) => `Image ${image}`,
    drawn: (sets: number, drawn: number) => `Of the ${sets} sets, ${drawn} are drawn; the file has all.`,
    input: 'the image as the network sees it',
    numbers: (name: string, numbers: number) => `${name}: ${plural(numbers, 'number')}`,
    maps: (name: string, maps: number, height: number, width: number) => `${name}: ${plural(maps, 'map')} of ${height}×${width}`,
  },
  rank: {
    explanation:
      'Each layer’s weights are a matrix, and its singular values tell how much each of its directions does. Here all but the strongest directions are taken away: ' +
      'where the curve stays high, the layer uses few of those that it has.',
    enough: (share: string, measure: string) => `With ${share} of the full rank in every layer the ${measure} is within a hundredth of the whole network’s.`,
    notEnough: (measure: string) => `Every reduction of all layers costs more than a hundredth of the ${measure}: the network uses nearly all directions that it has.`,
    measuredOn: (images: number) => `Measured on ${count(images)} test images.`,
    onlyTogether: 'To reduce each layer alone would have cost more than a tenth of the training.',
    drawn: (layers: number, drawn: number) => `Of the ${layers} layers, ${drawn} are drawn.`,
    measures: { accuracy: 'accuracy', meanAbsoluteError: 'mean absolute error' },
    against: { accuracy: 'Accuracy against the kept rank', meanAbsoluteError: 'Mean absolute error against the kept rank' },
    kept: 'Kept share of the full rank',
    singular: 'Singular values as shares of the greatest',
    order: 'Place in the order, as a share',
    together: 'all layers together',
    table: 'Ranks of the layers',
    head: { layer: 'Layer', matrix: 'Matrix', rank: 'Rank', effective: 'Effective rank', stable: 'Stable rank' },
    titles: {
      rank: 'Singular values that are not zero but for rounding',
      effective: 'e to the entropy of the singular values’ shares: how many directions share the work',
      stable: 'Σσ² / σ₁²: how many directions as strong as the strongest would weigh as much',
    },
    keptColumn: (share: string) => `${share} kept`,
    all: 'All layers together',
  },
  calibration: {
    explanation:
      'Whether the network is right as often as it is sure: of the images that it gives 80 %, four in five should be right. Bars that end below their mark, the mean ' +
      'confidence, mean that it is surer than it should be; bars above it that it is too modest.',
    expected: 'Expected calibration error',
    expectedNote: 'over 15 bins',
    maximum: 'Greatest error of a bin',
    confidence: 'Mean confidence',
    accuracyNote: (accuracy: string) => `accuracy ${accuracy}`,
    even: 'On average the network is as sure as it is right.',
    surer: (points: string) => `On average the network is surer than it is right, by ${points} percentage points.`,
    modest: (points: string) => `On average the network is right more often than it is sure, by ${points} percentage points.`,
    diagram: 'Accuracy against confidence; the table below has the numbers',
    images: 'images',
    asTable: 'Values as a table',
    table: 'Calibration',
    head: { confidence: 'Confidence', images: 'Images', mean: 'Mean confidence', accuracy: 'Accuracy' },
    range: (from: string, to: string) => `${from} to ${to}`,
  },
  layers: {
    explanation:
      'How the layers fare while they learn. A channel of a ReLU is dead if it is zero for every image looked at: it learns nothing more. Gradients that shrink from ' +
      'the last layer to the first leave the first ones untrained; norms that grow without end announce a divergence.',
    drawn: (drawn: number) => `Of all layers, ${drawn} are drawn, from the first to the last.`,
    gradients: 'Norm of the gradient',
    norms: 'Norm of the weights',
    dead: 'Dead channels of the ReLUs',
    zeros: 'Zeros among the ReLUs’ values',
  },
};
