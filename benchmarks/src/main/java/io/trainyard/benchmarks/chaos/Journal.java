package io.trainyard.benchmarks.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was done to whom and when, so that what came of it can be told from what should not have. */
final class Journal {
    /** What a fleet is broken by. */
    enum Kind {
        WORKER_KILLED("a worker's host is killed"),
        TRAINING_KILLED("a training process is killed"),
        WORKER_PAUSED("a worker's host stands still"),
        WORKER_RESTARTED("a worker is stopped and started"),
        TRACKER_KILLED("a tracker is killed"),
        TRACKER_PAUSED("a tracker stands still"),
        TRACKER_RESTARTED("a tracker is stopped and started"),
        DATABASE_CUT("the trackers' way to the database is cut"),
        TRACKERS_CUT("the workers' way to the trackers is cut"),
        BROKER_RESTARTED("Kafka is stopped and started"),
        MESSAGES_REPEATED("messages come twice"),
        MESSAGES_MALFORMED("messages are empty or no messages");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** Whether a worker may lose its runs by it. */
        boolean endsLeases() {
            return switch (this) {
                case WORKER_KILLED, TRAINING_KILLED, WORKER_PAUSED, WORKER_RESTARTED -> true;
                case TRACKER_KILLED,
                        TRACKER_PAUSED,
                        TRACKER_RESTARTED,
                        DATABASE_CUT,
                        TRACKERS_CUT,
                        BROKER_RESTARTED,
                        MESSAGES_REPEATED,
                        MESSAGES_MALFORMED -> false;
            };
        }
    }

    private record Fault(Kind kind, String victim, Instant at) {}

    private final List<Fault> faults = new ArrayList<>();

    synchronized void note(Kind kind, String victim) {
        faults.add(new Fault(kind, victim, Instant.now()));
        System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + kind.text()
                + (victim.isEmpty() ? "" : ": " + victim));
    }

    synchronized Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) counts.put(kind, 0);
        faults.forEach(fault -> counts.merge(fault.kind(), 1, Integer::sum));
        return counts;
    }

    /** Whether anything was done after a moment. */
    synchronized boolean isAnythingAfter(Instant moment) {
        return faults.stream().anyMatch(fault -> fault.at().isAfter(moment));
    }

    /** Whether a worker was done something to, shortly before or within a time, by which it may lose a run. */
    synchronized boolean explainsLoss(String worker, Instant from, Instant until, Duration before) {
        return faults.stream()
                .filter(fault -> fault.kind().endsLeases() && fault.victim().equals(worker))
                .anyMatch(fault ->
                        fault.at().isAfter(from.minus(before)) && fault.at().isBefore(until));
    }
}
