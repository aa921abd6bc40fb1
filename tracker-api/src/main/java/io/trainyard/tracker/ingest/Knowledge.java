package io.trainyard.tracker.ingest;

import java.time.Duration;
import java.time.Instant;

/**
 * How far in time the tracker knows what workers have said: everything that had reached the topic by {@code until} is in the
 * rows. Both times are the database's.
 *
 * @param since from when on the topic and the rows were looked at without a gap, so that whoever had something to say could
 * @param until the moment up to which all partitions have been read and committed
 */
public record Knowledge(Instant since, Instant until) {
    /** Whether silence since {@code time} ago is the worker's and not that of the topic, the database or the tracker. */
    public boolean hasListenedFor(Duration time) {
        return !since.plus(time).isAfter(until);
    }
}
