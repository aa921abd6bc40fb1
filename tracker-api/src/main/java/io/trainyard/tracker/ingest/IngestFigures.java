package io.trainyard.tracker.ingest;

import java.util.concurrent.atomic.LongAdder;

/** How much this tracker has read of what workers report, and how long storing it took. */
public final class IngestFigures {
    private final LongAdder batches = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void stored(int count, long tookNanos) {
        batches.increment();
        records.add(count);
        nanos.add(tookNanos);
    }

    public long batches() {
        return batches.sum();
    }

    public long records() {
        return records.sum();
    }

    /** Of all batches together. */
    public double nanos() {
        return nanos.sum();
    }
}
