package io.trainyard.worker;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunCommand.StartAttempt;
import io.trainyard.contract.RunId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which runs and attempts shall not be trained. Asked after every step, so an answer costs two look-ups at most. */
final class Cancellations {
    private final Map<RunId, RunCommand> newest = new ConcurrentHashMap<>();
    private final Map<AttemptId, CompletableFuture<StartAttempt>> claims = new ConcurrentHashMap<>();
    private volatile boolean draining;
    private volatile boolean stopping;

    void receive(RunCommand command) {
        if (command instanceof StartAttempt start) grant(start);
        else newest.merge(command.run(), command, Cancellations::stronger);
    }

    private void grant(StartAttempt start) {
        CompletableFuture<StartAttempt> claim = claims.get(start.attempt());
        if (claim != null) claim.complete(start);
    }

    /** From now on the tracker's word for this attempt is waited for; to be called before it is asked. */
    void claim(AttemptId attempt) {
        claims.put(attempt, new CompletableFuture<>());
    }

    /** The attempt is over. */
    void forget(AttemptId attempt) {
        claims.remove(attempt);
    }

    /** Waits for the tracker to grant a claim; returns its word, if it has. */
    Optional<StartAttempt> awaitGrant(AttemptId attempt, Duration timeout) throws InterruptedException {
        CompletableFuture<StartAttempt> claim = claims.get(attempt);
        if (claim == null) return Optional.empty();
        try {
            return Optional.of(claim.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a grant failed, which nobody lets it", e);
        }
    }

    /** An order to stop one attempt must not make the end of the run forgotten. */
    private static RunCommand stronger(RunCommand earlier, RunCommand later) {
        return later instanceof RunCommand.StopAttempt && !(earlier instanceof RunCommand.StopAttempt)
                ? earlier
                : later;
    }

    /** From now on every attempt stops after its epoch. */
    void drain() {
        draining = true;
    }

    /** From now on every attempt stops. */
    void stopAll() {
        draining = true;
        stopping = true;
    }

    /** Whether no attempt shall be begun any more. */
    boolean isStopping() {
        return draining;
    }

    /** Whether attempts that have stopped may take their time to end. */
    boolean isDraining() {
        return draining && !stopping;
    }

    /** Whether and why an attempt shall not begin another epoch. */
    Optional<StopReason> stopReasonAfterEpoch(RunId run, AttemptId attempt) {
        Optional<StopReason> reason = stopReason(run, attempt);
        return reason.isEmpty() && draining ? Optional.of(StopReason.WORKER_STOPS) : reason;
    }

    /** Whether no attempt at the run shall be made any more. */
    boolean isEnded(RunId run) {
        return switch (newest.get(run)) {
            case RunCommand.CancelRun cancel -> true;
            case RunCommand.CloseRun close -> true;
            case RunCommand.StopAttempt stop -> false;
            case StartAttempt start -> false;
            case null -> false;
        };
    }

    Optional<StopReason> stopReason(RunId run, AttemptId attempt) {
        return switch (newest.get(run)) {
            case RunCommand.CancelRun cancel -> Optional.of(StopReason.CANCELLED);
            case RunCommand.CloseRun close -> Optional.of(StopReason.SUPERSEDED);
            case RunCommand.StopAttempt stop when stop.attempt().equals(attempt) -> Optional.of(StopReason.SUPERSEDED);
            case RunCommand.StopAttempt stop -> stopOfWorker();
            case StartAttempt start -> stopOfWorker();
            case null -> stopOfWorker();
        };
    }

    private Optional<StopReason> stopOfWorker() {
        return stopping ? Optional.of(StopReason.WORKER_STOPS) : Optional.empty();
    }
}
