package io.trainyard.tracker.ingest;

import io.trainyard.contract.RunStatus;

/** What became of a batch of points. A new kind of answer is a new record here. */
public sealed interface Receipt {
    /** They are in committed rows, now or since an earlier request with the same key. */
    record Stored(boolean earlier) implements Receipt {}

    record NoSuchRun() implements Receipt {}

    /** A worker trains the run. */
    record TrainedHere() implements Receipt {}

    /** The run is to be reopened first. */
    record Ended(RunStatus status) implements Receipt {}

    /** The key came before with other points. */
    record KeyReused() implements Receipt {}

    /** The run would have more metrics than it may have. */
    record TooManyMetrics(int max) implements Receipt {}

    /** All runs together would have more names of metrics than there may be. */
    record TooManyNames(int max) implements Receipt {}
}
