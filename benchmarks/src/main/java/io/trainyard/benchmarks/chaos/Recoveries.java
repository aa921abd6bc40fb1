package io.trainyard.benchmarks.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How long it takes until things go on. A recovery that something else has happened in is told apart: it may have had to wait
 * for that.
 */
final class Recoveries {
    private static final String TRAINED_BY = """
            SELECT r.id, a.id
            FROM run r
            JOIN attempt a ON a.id = r.owner_attempt
            JOIN run_progress p ON p.run_id = r.id
            WHERE r.status = 'running' AND NOT r.cancel_requested AND a.worker = ? AND a.state = 'running'
              AND p.epochs_completed > a.resumed_from_epoch
            """;

    private static final String GOES_ON = """
            SELECT r.cancel_requested,
                   a.id <> ?::bigint
                   AND (p.epochs_completed > a.resumed_from_epoch OR COALESCE(p.progress, 'null') <> 'null')
            FROM run r
            JOIN run_progress p ON p.run_id = r.id
            LEFT JOIN attempt a ON a.id = r.owner_attempt
            WHERE r.id = ?::bigint
            """;

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What goes on again after what. */
    enum What {
        TRAINING("worker killed, its run is trained elsewhere"),
        EVENTS("tracker killed, what workers send is stored"),
        LEAD("leading tracker killed, another one leads");

        private final String text;

        What(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** How long one kind of recovery took, in milliseconds, each list in ascending order. */
    record Times(List<Long> alone, List<Long> amongOthers) {
        static long quantile(List<Long> sorted, double share) {
            return sorted.get((int) Math.min(sorted.size() - 1L, (long) Math.floor(sorted.size() * share)));
        }
    }

    private final Services services;
    private final Api api;
    private final Journal journal;
    private final Map<What, Times> times = new EnumMap<>(What.class);

    Recoveries(Services services, Api api, Journal journal) {
        this.services = services;
        this.api = api;
        this.journal = journal;
        for (What what : What.values()) times.put(what, new Times(new ArrayList<>(), new ArrayList<>()));
    }

    /** The run that a worker trains, and what has come of it so far. */
    record Trained(String run, String attempt) {}

    List<Trained> trainedBy(String worker) {
        return services.rows(TRAINED_BY, worker).stream()
                .map(row -> new Trained(row.getFirst(), row.getLast()))
                .toList();
    }

    /** Waits in a thread of its own until another attempt trains. */
    void awaitTraining(Trained lost) {
        watch(What.TRAINING, () -> {
            List<List<String>> rows = services.rows(GOES_ON, lost.attempt(), lost.run());
            // Somebody has deleted or cancelled it: nobody shall train it again.
            if (rows.isEmpty() || rows.getFirst().getFirst().equals("t")) throw new GivenUpException();
            return rows.getFirst().getLast().equals("t");
        });
    }

    /** Waits in a thread of its own until all is stored that was sent half a second from now. */
    void awaitEvents(String otherTracker) {
        Instant sent = Instant.now().plusMillis(500);
        watch(What.EVENTS, () -> {
            try {
                double lag = api.ask(otherTracker, "/readyz")
                        .path("ingestLagSeconds")
                        .asDouble(Double.NaN);
                return Instant.now().minusMillis((long) (lag * 1000)).isAfter(sent);
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                throw new GivenUpException();
            }
        });
    }

    String leader() {
        return services.text("SELECT holder || token FROM leader WHERE lease_until > clock_timestamp()");
    }

    /** Waits in a thread of its own, if the one that leads was killed: its lease is then not renewed any more. */
    void awaitAnotherLeaderIfKilled(String before) {
        Instant killed = Instant.now();
        watch(What.LEAD, () -> {
            String now = leader();
            boolean goesOn = !services.text(
                            "SELECT 1 FROM leader WHERE round_at > ?::timestamptz + interval '1500 ms'",
                            killed.toString())
                    .isEmpty();
            if (now.equals(before) && goesOn) throw new GivenUpException();
            return !now.isEmpty() && !now.equals(before);
        });
    }

    private void watch(What what, BooleanSupplier goesOn) {
        Instant start = Instant.now();
        Thread.ofPlatform().daemon().name("recovery").start(() -> {
            try {
                while (!goesOn.getAsBoolean()) {
                    if (Duration.between(start, Instant.now()).compareTo(PATIENCE) > 0) throw new GivenUpException();
                    Thread.sleep(LOOK);
                }
                note(what, start, Instant.now());
            } catch (InterruptedException | RuntimeException e) {
                // It is over, or there is nothing to wait for any more.
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized void note(What what, Instant start, Instant end) {
        boolean alone = !journal.isAnythingAfter(start.plusMillis(200));
        Times known = times.get(what);
        if (known == null) return;
        List<Long> list = alone ? known.alone() : known.amongOthers();
        list.add(Duration.between(start, end).toMillis());
        Collections.sort(list);
        System.out.printf(
                "    %s after %d ms%s%n",
                what.text(), Duration.between(start, end).toMillis(), alone ? "" : " among other faults");
    }

    synchronized Map<What, Times> times() {
        return new EnumMap<>(times);
    }

    private static final class GivenUpException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
