/** The files that a run leaves, as docs/artifacts.md describes them. */

/** What a network says of one image. */
export type Example = {
  /** Its place in the test set, from 0. */
  readonly image: number;
  readonly label: number;
  readonly prediction: number;
  readonly probabilities: readonly number[];
};

export type Confusion = {
  /** A row for each label, a column for each prediction. */
  readonly counts: readonly (readonly number[])[];
  readonly recalls: readonly number[];
  readonly precisions: readonly number[];
};

export type CalibrationBin = {
  readonly above: number;
  readonly upTo: number;
  readonly images: number;
  readonly confidence: number;
  readonly accuracy: number;
};

export type Calibration = {
  readonly expectedError: number;
  readonly maximumError: number;
  readonly bins: readonly CalibrationBin[];
};

export type TestReport = {
  readonly classes: readonly string[];
  readonly images: number;
  readonly accuracy: number;
  /** Mean, in nats. */
  readonly logLikelihood: number;
  readonly confusion: Confusion;
  readonly calibration: Calibration;
  readonly first: readonly Example[];
  readonly mistakes: readonly Example[];
};

export type Estimate = { readonly image: number; readonly target: number; readonly output: number };

export type EstimateReport = {
  readonly quantity: string;
  readonly unit: string;
  readonly images: number;
  readonly meanAbsoluteError: number;
  readonly rootMeanSquaredError: number;
  readonly meanError: number;
  readonly first: readonly Estimate[];
  readonly worst: readonly Estimate[];
};

export type Spectrum = {
  readonly rows: number;
  readonly columns: number;
  readonly singularValues: readonly number[];
  readonly rank: number;
  readonly effectiveRank: number;
  readonly stableRank: number;
};

export type RankReport = {
  readonly measure: 'accuracy' | 'meanAbsoluteError';
  readonly images: number;
  readonly whole: number;
  readonly fractions: readonly number[];
  readonly layers: readonly {
    readonly tensor: string;
    readonly spectrum: Spectrum;
    readonly ranks: readonly number[];
    /** Empty where it would have been too dear. */
    readonly alone: readonly number[];
  }[];
  readonly together: readonly number[];
};

export type LayerStatistics = {
  readonly epochs: readonly number[];
  readonly tensors: readonly { readonly tensor: string; readonly norms: readonly number[]; readonly gradientNorms: readonly number[] }[];
  readonly relus: readonly { readonly node: string; readonly dead: readonly number[]; readonly zeros: readonly number[] }[];
};

const VERSION = 1;
const NOT_FINITE = new Map<unknown, number>(['NaN', 'Infinity', '-Infinity'].map((text) => [text, Number(text)]));

/** Reads a file of JSON; numbers that are not finite come as texts. */
export function readJson<T>(bytes: ArrayBuffer): T {
  const content = JSON.parse(new TextDecoder().decode(bytes), (_, value: unknown) => NOT_FINITE.get(value) ?? value) as T & {
    readonly version: number;
  };
  checkVersion(content.version);
  return content;
}

export function checkVersion(version: number): void {
  if (version !== VERSION) throw new Error(`The file has version ${version} of its format, and this page knows version ${VERSION}.`);
}
