package io.trainyard.tracker.storage;

import io.trainyard.contract.MetricNames;
import java.util.stream.Stream;

/** The rows of the metrics' names, which points refer to by number. */
final class MetricNameRows {
    // Without the question first, the names that are known already would use up ids.
    private static final String INSERT = """
            INSERT INTO metric (name, direction)
            SELECT given.name, given.direction
            FROM unnest(?, ?) AS given (name, direction)
            WHERE NOT EXISTS (SELECT 1 FROM metric WHERE metric.name = given.name)
            ON CONFLICT (name) DO NOTHING
            """;

    private MetricNameRows() {}

    /** Sees to it that these names have rows. */
    static void insert(Transaction tx, Stream<String> names) {
        String[] distinct = names.distinct().toArray(String[]::new);
        Integer[] directions = Stream.of(distinct)
                .map(name -> MetricNames.lowerIsBetter(name) ? -1 : 1)
                .toArray(Integer[]::new);
        tx.update(INSERT, distinct, directions);
    }
}
