package io.trainyard.worker;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunCommand.CancelRun;
import io.trainyard.contract.RunCommand.CloseRun;
import io.trainyard.contract.RunCommand.PauseAttempt;
import io.trainyard.contract.RunCommand.StartAttempt;
import io.trainyard.contract.RunCommand.StopAttempt;
import io.trainyard.contract.RunId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which runs and attempts shall not be trained. Asked after every step, so an answer costs two look-ups at most. */
final class Cancellations {
    private final Map<RunId, RunCommand> ends = new ConcurrentHashMap<>();
    private final Map<RunId, AttemptId> stopped = new ConcurrentHashMap<>();
    private final Map<AttemptId, CompletableFuture<StartAttempt>> claims = new ConcurrentHashMap<>();
    private final Set<AttemptId> paused = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;
    private volatile boolean stopping;

    void receive(RunCommand command) {
        switch (command) {
            case StartAttempt start -> grant(start);
            case PauseAttempt pause -> pause(pause);
            case StopAttempt stop -> stopped.put(stop.run(), stop.attempt());
            case CancelRun _, CloseRun _ -> ends.put(command.run(), command);
        }
    }

    private void pause(PauseAttempt pause) {
        if (claims.containsKey(pause.attempt())) paused.add(pause.attempt());
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
        paused.remove(attempt);
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
    Optional<StopReason> stopReasonAfterEpoch(AttemptId attempt) {
        if (paused.contains(attempt)) return Optional.of(StopReason.PAUSED);
        return draining ? Optional.of(StopReason.WORKER_STOPS) : Optional.empty();
    }

    /**
     * Whether no attempt at the run shall be made any more.
     *
     * @param restart how often the run had been begun anew when the attempt was asked for
     */
    boolean isEnded(RunId run, int restart) {
        return end(run, restart).isPresent();
    }

    Optional<StopReason> stopReason(RunId run, AttemptId attempt, int restart) {
        Optional<StopReason> end = end(run, restart);
        if (end.isPresent()) return end;
        return attempt.equals(stopped.get(run)) ? Optional.of(StopReason.SUPERSEDED) : stopOfWorker();
    }

    /** How the run has ended, if it did and was not begun anew since. */
    private Optional<StopReason> end(RunId run, int restart) {
        return switch (ends.get(run)) {
            case CancelRun cancel when cancel.restart() >= restart -> Optional.of(StopReason.CANCELLED);
            case CloseRun close when close.restart() >= restart -> Optional.of(StopReason.SUPERSEDED);
            case CancelRun _, CloseRun _, StopAttempt _, PauseAttempt _, StartAttempt _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private Optional<StopReason> stopOfWorker() {
        return stopping ? Optional.of(StopReason.WORKER_STOPS) : Optional.empty();
    }
}
