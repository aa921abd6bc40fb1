package io.trainyard.tracker.http;

import java.time.Duration;

/**
 * How streams behave in time.
 *
 * @param heartbeat between signs of life, which also find connections that are gone
 * @param gather least time between two reads, so that a burst of commits costs each stream one read
 * @param patience with a client that takes nothing in, before it is cut off
 */
record StreamTimes(Duration heartbeat, Duration gather, Duration patience) {
    static final StreamTimes DEFAULT =
            new StreamTimes(Duration.ofSeconds(15), Duration.ofMillis(50), Duration.ofSeconds(30));
}
