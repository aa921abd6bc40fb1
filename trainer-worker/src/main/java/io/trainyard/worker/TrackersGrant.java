package io.trainyard.worker;

import io.trainyard.contract.RunCommand.StartAttempt;
import java.time.Duration;
import java.util.Optional;

/** The tracker's word on an attempt: asked for by the report that it would start, and given as a command. */
final class TrackersGrant implements Claim {
    /**
     * Longer than a tracker is away for an upgrade. A request may also be of a run that no tracker knows, such as one of another
     * installation on the same Kafka, and that must not keep a worker from all others.
     */
    static final Duration USUAL_PATIENCE = Duration.ofSeconds(30);

    /** How soon an attempt that waits hears of an order to stop. */
    private static final Duration POLL = Duration.ofMillis(100);

    private final Flush flush;
    private final Cancellations cancellations;
    private final Runnable asked;
    private final Duration patience;

    /** Waits until Kafka has every report so far; returns whether it has. */
    interface Flush {
        boolean within(Duration time) throws InterruptedException;
    }

    /**
     * @param asked is run when the tracker is sure to hear of the attempt
     * @param patience how long its word is waited for from then on
     */
    TrackersGrant(Flush flush, Cancellations cancellations, Runnable asked, Duration patience) {
        this.flush = flush;
        this.cancellations = cancellations;
        this.asked = asked;
        this.patience = patience;
    }

    @Override
    public Word await(Attempt attempt) throws InterruptedException {
        while (!flush.within(POLL)) {
            Optional<StopReason> reason = attempt.stopReasonAfterEpoch();
            if (reason.isPresent()) return Word.refused(reason.get());
        }
        asked.run();
        long start = System.nanoTime();
        while (System.nanoTime() - start < patience.toNanos()) {
            Optional<StopReason> reason = attempt.stopReason();
            if (reason.isPresent()) return Word.refused(reason.get());
            Optional<StartAttempt> grant = cancellations.awaitGrant(attempt.id(), POLL);
            if (grant.isPresent()) return Word.granted(grant.get().before());
        }
        return Word.refused(StopReason.UNANSWERED);
    }
}
