package io.trainyard.worker;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which runs and attempts shall not be trained. Asked after every step, so an answer costs two look-ups at most. */
final class Cancellations {
    private final Map<RunId, RunCommand> newest = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    void receive(RunCommand command) {
        newest.merge(command.run(), command, Cancellations::stronger);
    }

    /** An order to stop one attempt must not make the end of the run forgotten. */
    private static RunCommand stronger(RunCommand earlier, RunCommand later) {
        return later instanceof RunCommand.StopAttempt && !(earlier instanceof RunCommand.StopAttempt)
                ? earlier
                : later;
    }

    /** From now on every attempt stops. */
    void stopAll() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Whether no attempt at the run shall be made any more. */
    boolean isEnded(RunId run) {
        return switch (newest.get(run)) {
            case RunCommand.CancelRun cancel -> true;
            case RunCommand.CloseRun close -> true;
            case RunCommand.StopAttempt stop -> false;
            case null -> false;
        };
    }

    Optional<StopReason> stopReason(RunId run, AttemptId attempt) {
        return switch (newest.get(run)) {
            case RunCommand.CancelRun cancel -> Optional.of(StopReason.CANCELLED);
            case RunCommand.CloseRun close -> Optional.of(StopReason.SUPERSEDED);
            case RunCommand.StopAttempt stop when stop.attempt().equals(attempt) -> Optional.of(StopReason.SUPERSEDED);
            case RunCommand.StopAttempt stop -> stopOfWorker();
            case null -> stopOfWorker();
        };
    }

    private Optional<StopReason> stopOfWorker() {
        return stopping ? Optional.of(StopReason.WORKER_STOPS) : Optional.empty();
    }
}
