package io.trainyard.tracker.storage;

import java.time.Instant;

/**
 * The time that leases and life cycles go by: the database's, one for all trackers, whatever the clocks of their hosts and of
 * the workers show.
 */
@FunctionalInterface
public interface DatabaseClock {
    /** What the database itself says. */
    DatabaseClock DATABASE = Transaction::now;

    Instant now(Transaction tx);
}
