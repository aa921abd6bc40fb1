package io.trainyard.tracker.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a bad record from a bad tracker. A few records that cannot be applied are put aside; when more fail for the same
 * cause within a minute, the cause is likelier in the rows or in the program, and going on would put aside the history of
 * all runs. Then reading stops where it is, and nothing is lost.
 */
final class Breaker {
    static final int MAX_A_MINUTE = 5;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Deque<Instant>> failures = new HashMap<>();

    /** The cause for which more records would be put aside than may be. */
    Optional<String> exceeded(Map<String, Integer> failing, Instant now) {
        failures.values().forEach(times -> times.removeIf(time -> time.isBefore(now.minus(MINUTE))));
        failures.values().removeIf(Deque::isEmpty);
        return failing.entrySet().stream()
                .filter(entry -> recent(entry.getKey()) + entry.getValue() > MAX_A_MINUTE)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Notes records that were put aside. */
    void putAside(Map<String, Integer> failing, Instant now) {
        failing.forEach((cause, count) -> {
            Deque<Instant> times = failures.computeIfAbsent(cause, any -> new ArrayDeque<>());
            for (int i = 0; i < count; i++) times.add(now);
        });
    }

    private int recent(String cause) {
        Deque<Instant> times = failures.get(cause);
        return times == null ? 0 : times.size();
    }
}
