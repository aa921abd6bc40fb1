package io.trainyard.tracker.storage;

import org.jspecify.annotations.Nullable;

/**
 * How the queue stands, for those who watch over it. All times are the database's.
 *
 * @param waiting runs that were not handed out
 * @param oldestWaitingSeconds how long the oldest of them has waited; 0 if none does
 * @param handedOut runs that no worker has taken yet
 * @param running runs that a worker has
 * @param outbox messages that Kafka does not have yet
 * @param liveWorkers that are heard of
 * @param freeSlots of live workers
 * @param waitMedianSeconds between queueing and training, of the newest first attempts; not a number without any
 * @param waitP99Seconds the same, of one in a hundred
 */
public record QueueFigures(
        long waiting,
        double oldestWaitingSeconds,
        long handedOut,
        long running,
        long outbox,
        long liveWorkers,
        long freeSlots,
        double waitMedianSeconds,
        double waitP99Seconds) {
    private static final String FIGURES = """
            SELECT (SELECT count(*) FROM run WHERE status = 'queued' AND dispatched_at IS NULL) AS waiting,
                   (SELECT COALESCE(EXTRACT(EPOCH FROM clock_timestamp() - min(created_at)), 0)::float8
                    FROM run WHERE status = 'queued' AND dispatched_at IS NULL) AS oldest,
                   (SELECT count(*) FROM outbox WHERE refused_at IS NULL) AS outbox,
                   (SELECT count(*) FROM worker WHERE state = 'live') AS workers,
                   wait.half,
                   wait.most
            FROM (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS half,
                         percentile_cont(0.99) WITHIN GROUP (ORDER BY seconds) AS most
                  FROM (SELECT EXTRACT(EPOCH FROM attempt.started_at - run.created_at)::float8 AS seconds
                        FROM (SELECT run_id, number, started_at FROM attempt ORDER BY id DESC LIMIT 500) attempt
                        JOIN run ON run.id = attempt.run_id
                        WHERE attempt.number = 1) first_attempt) wait
            """;

    public static QueueFigures read(Transaction tx) {
        QueueRepository.Demand demand = QueueRepository.demand(tx);
        return tx.first(
                        FIGURES,
                        row -> new QueueFigures(
                                row.getLong("waiting"),
                                row.getDouble("oldest"),
                                demand.dispatched(),
                                demand.running(),
                                row.getLong("outbox"),
                                row.getLong("workers"),
                                demand.idle(),
                                orNotANumber(row.getObject("half", Double.class)),
                                orNotANumber(row.getObject("most", Double.class))))
                .orElseThrow();
    }

    private static double orNotANumber(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
