/** The JSON of the tracker's API. */
import type { Parameters } from '../base/parameters';
import type { LimitInTheWay } from '../base/whyItWaits';

export type RunStatus = 'queued' | 'running' | 'paused' | 'completed' | 'failed' | 'cancelled';
export type Origin = 'trained' | 'external';
export type Page<T> = { readonly items: readonly T[]; readonly next: string | null };
export type Reference = { readonly id: string; readonly name: string };
export type Counts = Readonly<Record<RunStatus, number>>;

/** Values by names; a tag without a value has an empty one. */
export type Tags = Readonly<Record<string, string>>;

export type Experiment = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly priority: number;
  /** How many of its runs are trained at a time; null for no limit. */
  readonly maxRunning: number | null;
  readonly starred: boolean;
  readonly archivedAt: string | null;
  readonly tags: Tags;
  readonly createdAt: string;
  readonly counts: Counts;
};
/** With the change up to which it is known: a stream goes on from there. */
export type ExperimentWithRuns = Experiment & { readonly runs: readonly Run[]; readonly upTo: number };

export type Progress = {
  readonly epoch: number;
  readonly step: number;
  readonly steps: number;
  readonly trainLoss: number | null;
  readonly trainAccuracy: number | null;
  readonly imagesPerSecond: number | null;
};

export type MetricSummary = {
  readonly last: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly best: number | null;
  readonly bestEpoch: number | null;
};

export type Run = {
  readonly id: string;
  readonly experiment: Reference;
  readonly name: string;
  readonly status: RunStatus;
  readonly cancelRequested: boolean;
  /** Its worker ends the epoch and hands it back. */
  readonly pauseRequested: boolean;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationSeconds: number | null;
  /** Null of a run that is trained elsewhere. */
  readonly epochs: number | null;
  readonly epochsCompleted: number;
  readonly progress: Progress | null;
  readonly worker: string | null;
  readonly trainedOn: TrainedOn | null;
  readonly attempt: number;
  readonly failure: { readonly kind: string; readonly message: string } | null;
  readonly parameters: Parameters;
  readonly metrics: Readonly<Record<string, MetricSummary>>;
  readonly priority: number;
  readonly starred: boolean;
  readonly archivedAt: string | null;
  readonly tags: Tags;
  /** Another moment than before says that the list of files is another. */
  readonly filesSavedAt: string | null;
  /** Whether a worker trains it, or another program tells of it. */
  readonly origin: Origin;
  /** When that program told anything last. */
  readonly heardAt: string | null;
  readonly change: number;
};

/** A value in a specification: a number, a flag, or the height and width of an oblong. */
export type SettingValue = number | boolean | readonly number[];
/** A layer; those of branches and auxiliary classifiers hold further layers. */
export type LayerSpec = {
  readonly type: string;
  readonly branches?: readonly (readonly LayerSpec[])[];
  readonly layers?: readonly LayerSpec[];
  readonly [setting: string]: unknown;
};
export type NetworkSpec = { readonly preset: string } | { readonly layers: readonly LayerSpec[] };
export type LayerRow = {
  readonly path: string;
  readonly type: string;
  readonly inputs: readonly number[];
  readonly spec: Readonly<Record<string, unknown>>;
  readonly output: string;
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly receptiveField: number | null;
};

export type TrainedOn = {
  readonly device: string;
  readonly name: string;
  readonly threads: number;
  readonly precision: string;
  /** Its model; null from a worker of an earlier version. */
  readonly processor: string | null;
};

export type AttemptState = 'running' | 'completed' | 'failed' | 'cancelled' | 'released' | 'lost' | 'crashed' | 'superseded';
export type Attempt = {
  readonly id: string;
  readonly number: number;
  readonly worker: string;
  readonly device: string | null;
  /** From which epoch on it trained on what. */
  readonly devices: readonly (TrainedOn & { readonly fromEpoch: number })[];
  readonly state: AttemptState;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly resumedFromEpoch: number;
  readonly eventsReceived: number;
  readonly lastSequence: number;
};

export type LogLine = {
  /** Grows from line to line. */
  readonly id: number;
  readonly at: string;
  readonly level: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly attempt: number | null;
};

/** A file that a run has left. */
export type Artifact = {
  readonly name: string;
  readonly mediaType: string;
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the content; a worker of an earlier version does not tell it, nor the epoch. */
  readonly sha256: string | null;
  /** Whose weights it shows. */
  readonly epoch: number | null;
  readonly attempt: number | null;
  /** A file may be written anew. */
  readonly savedAt: string;
};

/** A run that waits or is paused, as the queue shows it. */
export type WaitingRun = {
  readonly id: string;
  readonly name: string;
  readonly experiment: Reference;
  readonly priority: number;
  readonly epochs: number;
  readonly createdAt: string;
  readonly handedOut: boolean;
  readonly lacking: string | null;
  readonly limit: LimitInTheWay | null;
  /** An estimate; null where nothing is known. */
  readonly startsInSeconds: number | null;
};
export type Queue = {
  readonly waiting: number;
  readonly paused: number;
  readonly workers: number;
  readonly pausingWorkers: number;
  readonly items: readonly WaitingRun[];
  readonly pausedRuns: readonly WaitingRun[];
};

export type RunPage = Page<Run> & { readonly upTo: number };
/** Runs that were asked for by their ids, and the ids of which there is none. */
export type ComparedRuns = { readonly runs: readonly Run[]; readonly missing: readonly string[]; readonly upTo: number };

export type RunDetails = Run & {
  readonly note: string;
  /** What it waits for; null unless it is queued. */
  readonly queue: { readonly handedOut: boolean; readonly ahead: number; readonly workers: number; readonly pausing: number; readonly lacking: string | null; readonly limit: LimitInTheWay | null } | null;
  readonly upTo: number;
  /** Null of a run that is trained elsewhere. */
  readonly spec: RunSpec | null;
  /** Where that is, in its program's words. */
  readonly source: Readonly<Record<string, string>>;
  readonly network: readonly LayerRow[];
  readonly attempts: readonly Attempt[];
  readonly classAccuracies: readonly { readonly class: string; readonly accuracy: number | null }[];
  readonly checkpoint: { readonly epoch: number; readonly path: string; readonly bytes: number; readonly sha256: string | null; readonly attempt: number | null } | null;
  readonly artifacts: readonly Artifact[];
  readonly log: readonly LogLine[];
};

/** A loss, an optimizer or a schedule: its type and the settings that this type has. */
export type TypedSpec = Readonly<{ type: string } & Record<string, string | SettingValue>>;
export type Settings = Readonly<Record<string, SettingValue>>;

export type RunSpec = {
  readonly name: string;
  readonly network: NetworkSpec;
  readonly dataset: {
    readonly name: string;
    /** Of the version that is meant, of a data set of one's own. */
    readonly digest?: string;
    readonly trainLimit: number;
    readonly testLimit: number;
    readonly balanced: boolean;
    readonly validationShare: number;
  };
  readonly loss: TypedSpec;
  readonly optimizer: TypedSpec;
  readonly schedule: TypedSpec;
  readonly update: Settings;
  readonly batchSize: number;
  readonly epochs: number;
  readonly earlyStopping: Settings;
  readonly seed: number;
  readonly pixelPermutationSeed?: number;
  readonly augmentation: Settings;
  readonly initialization: string;
  readonly device: string;
  readonly precision: string;
  readonly threads: number;
  readonly replicas: number;
  readonly reproducible: boolean;
  readonly placement?: Placement;
};

/** Which workers may train a run. */
export type Placement = { readonly class?: string; readonly memoryMebibytes?: number; readonly labels?: Readonly<Record<string, string>> };

export type NewExperiment = {
  readonly name: string;
  readonly description: string;
  readonly priority: number;
  readonly runs: readonly RunSpec[];
};

export type Worker = {
  readonly name: string;
  readonly host: string;
  readonly device: string;
  readonly version: string;
  readonly slots: number;
  readonly busy: number;
  readonly runs: readonly Reference[];
  readonly load: number | null;
  readonly state: 'live' | 'stopping' | 'lost';
  /** What keeps it from working as it should, in its own words. */
  readonly troubles: readonly string[];
  readonly deviceClass: string | null;
  /** That a run finds free. */
  readonly memoryBytes: number | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it takes no runs for a while. */
  readonly pausing: boolean;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
};

/** A record from Kafka that the tracker could not use. */
export type QuarantinedRecord = {
  readonly id: number;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly reason: string;
  readonly at: string;
  readonly key: string | null;
  readonly start: string | null;
  readonly bytes: number;
};

/** A page of records, and the kind of failure for which reports are not stored any more. */
export type QuarantinePage = Page<QuarantinedRecord> & { readonly ingestionStopped: string | null };

export type ReplayCount = { readonly applied: number; readonly refused: number };

export type NetworkPreset = {
  readonly name: string;
  readonly family: string;
  readonly title: string;
  readonly description: string;
  /** Only of the data sets that it is made for. */
  readonly parametersByDataset: Readonly<Record<string, number>>;
  readonly multiplyAddsByDataset: Readonly<Record<string, number>>;
};

export type DatasetPreset = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Of somebody's own, in a folder of a worker's. */
  readonly own: boolean;
  /** SHA-256 of its images and answers. */
  readonly digest: string;
  readonly shape: readonly number[];
  readonly classes: readonly string[];
  readonly quantity?: { readonly name: string; readonly unit: string; readonly min: number; readonly max: number };
  readonly losses: readonly string[];
  readonly trainImages: number;
  readonly testImages: number;
};

/** A field of a specification; one with neither default nor follows must be given. */
export type FieldKind = {
  readonly name: string;
  readonly type: 'integer' | 'number' | 'flag' | 'extent' | 'layers' | 'branches';
  readonly default?: number | boolean;
  readonly follows?: string;
};
export type Kind = { readonly type: string; readonly fields: readonly FieldKind[] };

export type Presets = {
  readonly networks: readonly NetworkPreset[];
  readonly datasets: readonly DatasetPreset[];
  readonly optimizers: readonly Kind[];
  readonly schedules: readonly Kind[];
  readonly losses: readonly Kind[];
  readonly layers: readonly Kind[];
  readonly augmentation: readonly FieldKind[];
  readonly update: readonly FieldKind[];
  readonly earlyStopping: readonly FieldKind[];
  readonly initializations: readonly string[];
  readonly devices: readonly string[];
  readonly precisions: readonly string[];
  readonly limits: { readonly runs: number; readonly epochs: number; readonly batchSize: number; readonly threads: number; readonly replicas: number };
  readonly defaults: Omit<RunSpec, 'name' | 'network' | 'dataset'> & { readonly dataset: Omit<RunSpec['dataset'], 'name'> };
};

export type ResolvedNetwork = {
  readonly layers: readonly LayerRow[];
  readonly spec: readonly LayerSpec[];
  readonly parameters: number;
  readonly multiplyAdds: number;
};

/** Places within epochs are parts of them: 1.5 is halfway through the second. */
export type SeriesColumns = { readonly epochs: readonly number[]; readonly values: readonly (number | null)[] };
export type MetricsOfRuns = { readonly runs: Readonly<Record<string, Readonly<Record<string, SeriesColumns>>>> };

export type Role = 'viewer' | 'editor' | 'admin';
export type Session = { readonly authentication: boolean; readonly user: { readonly name: string; readonly role: Role } | null };
export type User = {
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  /** How many of the runs that they queue are trained at a time; null for no limit. */
  readonly maxRunning: number | null;
  readonly createdAt: string;
  readonly lastLoginAt: string | null;
};
export type NewUser = { readonly name: string; readonly role: Role; readonly password: string };
export type UserChange = { readonly role?: Role; readonly disabled?: boolean; readonly password?: string; readonly maxRunning?: number };
export type TokenRole = Role | 'enrolment';
export type Token = {
  readonly id: number;
  readonly name: string;
  readonly user: string;
  /** Null where its owner may not do any more what it was for. */
  readonly role: TokenRole | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
};
export type NewToken = { readonly name: string; readonly role: TokenRole; readonly expiresInDays: number };
export type MadeToken = Token & { readonly token: string };
export type AuditEntry = {
  readonly id: number;
  readonly at: string;
  readonly user: string;
  readonly means: 'none' | 'session' | 'token' | 'worker' | 'command';
  readonly address: string;
  readonly action: string;
  readonly target: string;
  readonly outcome: 'done' | 'refused';
  readonly detail: string;
};
export type Enrolment = { readonly worker: string; readonly enrolledAt: string };
