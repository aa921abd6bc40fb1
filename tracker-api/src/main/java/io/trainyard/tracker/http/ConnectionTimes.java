package io.trainyard.tracker.http;

import java.time.Duration;

/**
 * How long a connection is waited for.
 *
 * @param head for the whole head of the first request
 * @param body for the whole body behind its head; of a file for the next part of it
 * @param idle for the whole head of another request behind an answer
 * @param progress for a client that reads its answer to take something in; it is cut off after one to one and a half times this
 */
record ConnectionTimes(Duration head, Duration body, Duration idle, Duration progress) {
    private static final Duration LINGER = Duration.ofSeconds(2);

    static final ConnectionTimes DEFAULT = new ConnectionTimes(
            Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(75), Duration.ofSeconds(30));

    /** How long a client that is still sending a file may take to read that it is refused. */
    Duration linger() {
        return LINGER;
    }
}
