package io.trainyard.tracker.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Tells requests that are lost from those that wait. A request may wait for days while all workers are busy, and its age
 * says nothing. But a worker lets go of a request only after Kafka has its report of the attempt: so when the workers' queue
 * is empty, and the reports of that moment have been read, a run that nobody has taken is in no queue any more. Kafka drops
 * a request after too many deliveries, or with its data.
 */
public final class Unanswered {
    /** Younger requests may still be on their way through the outbox. */
    static final Duration YOUNG = Duration.ofSeconds(5);
    /** Kafka is asked no more often. */
    static final Duration QUESTION_INTERVAL = Duration.ofSeconds(2);
    /** How long a report takes from Kafka into the database of a tracker that reads without a gap. */
    static final Duration READING_TIME = Duration.ofSeconds(2);

    private final BooleanSupplier queueIsEmpty;
    private final Predicate<Duration> listenedFor;
    private final Clock clock;
    private Instant nextQuestion = Instant.MIN;
    private Optional<Instant> emptySince = Optional.empty();

    /**
     * @param queueIsEmpty asks Kafka whether every request has been taken; false if it does not know
     * @param listenedFor whether worker reports have been read without a gap for so long
     */
    public Unanswered(BooleanSupplier queueIsEmpty, Predicate<Duration> listenedFor, Clock clock) {
        this.queueIsEmpty = queueIsEmpty;
        this.listenedFor = listenedFor;
        this.clock = clock;
    }

    /**
     * Before which time the requests were handed out that are lost.
     *
     * @param oldest time of the oldest request that nobody has taken although a worker is idle
     */
    Optional<Instant> lostBefore(Optional<Instant> oldest) {
        Instant now = clock.instant();
        if (oldest.isEmpty() || oldest.get().isAfter(now.minus(YOUNG))) {
            emptySince = Optional.empty();
            return Optional.empty();
        }
        if (!now.isBefore(nextQuestion)) ask(now);
        return emptySince
                .filter(since -> !since.isAfter(now.minus(READING_TIME)))
                .filter(since -> listenedFor.test(Duration.between(since, now)))
                .map(since -> since.minus(YOUNG));
    }

    private void ask(Instant now) {
        nextQuestion = now.plus(QUESTION_INTERVAL);
        if (!queueIsEmpty.getAsBoolean()) emptySince = Optional.empty();
        else if (emptySince.isEmpty()) emptySince = Optional.of(now);
    }
}
