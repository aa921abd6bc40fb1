package io.trainyard.worker;

import io.trainyard.contract.FailureKind;
import io.trainyard.contract.ReportLimits;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.engine.NumericException;
import io.trainyard.engine.choice.DeviceException;
import io.trainyard.engine.choice.MemoryException;
import io.trainyard.engine.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed, as the researcher is told.
 *
 * @param owner who is to blame
 * @param message one or two sentences; what only a programmer understands stays in the worker's log
 */
record Failure(Owner owner, FailureKind kind, String message) {
    private static final int MAX_MESSAGE_LENGTH = 1000;

    /** Whose failure it is, which decides what is done about it. */
    enum Owner {
        /** It would fail on every worker: it has failed. */
        RUN,
        /** Another worker, with other files, more memory or another device, may be able to train it. */
        WORKER
    }

    static Failure of(Throwable cause) {
        return switch (cause) {
            case DataException e -> ofWorker(FailureKind.DATA, e);
            case NumericException e -> ofRun(FailureKind.NUMERIC, e);
            case MemoryException e -> ofWorker(FailureKind.MEMORY, e);
            case DeviceException e -> ofWorker(FailureKind.CONFIGURATION, e);
            case OutOfMemoryError e ->
                new Failure(
                        Owner.WORKER,
                        FailureKind.MEMORY,
                        "There is too little memory: make the batch or the network smaller");
            case UnsupportedOperationException e -> ofWorker(FailureKind.CONFIGURATION, e);
            case InvalidSpecException e -> ofRun(FailureKind.CONFIGURATION, e);
            case IOException e -> ofWorker(FailureKind.STORAGE, e);
            case UncheckedIOException e -> ofWorker(FailureKind.STORAGE, e);
            case LinkageError e -> new Failure(Owner.WORKER, FailureKind.INTERNAL, defect(e));
            default -> new Failure(Owner.RUN, FailureKind.INTERNAL, defect(cause));
        };
    }

    private static Failure ofRun(FailureKind kind, Throwable cause) {
        return new Failure(Owner.RUN, kind, shortened(cause.getMessage()));
    }

    private static Failure ofWorker(FailureKind kind, Throwable cause) {
        return new Failure(Owner.WORKER, kind, shortened(cause.getMessage()));
    }

    private static String defect(Throwable cause) {
        return cause.getClass().getSimpleName() + " in the worker; its log has the details";
    }

    private static String shortened(@Nullable String message) {
        if (message == null || message.isBlank()) return "The worker's log has the details";
        String fitting = ReportLimits.fitting(message);
        return fitting.length() <= MAX_MESSAGE_LENGTH ? fitting : fitting.substring(0, MAX_MESSAGE_LENGTH - 1) + "…";
    }
}
