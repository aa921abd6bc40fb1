package io.trainyard.worker;

import io.trainyard.contract.FailureKind;
import io.trainyard.contract.ReportLimits;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.engine.NumericException;
import io.trainyard.engine.choice.DeviceException;
import io.trainyard.engine.choice.MemoryException;
import io.trainyard.engine.data.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt failed, as the researcher is told.
 *
 * @param message one or two sentences; what only a programmer understands stays in the worker's log
 */
record Failure(FailureKind kind, String message) {
    private static final int MAX_MESSAGE_LENGTH = 500;

    static Failure of(Throwable cause) {
        return switch (cause) {
            case DataException e -> new Failure(FailureKind.DATA, shortened(e.getMessage()));
            case NumericException e -> new Failure(FailureKind.NUMERIC, shortened(e.getMessage()));
            case MemoryException e -> new Failure(FailureKind.MEMORY, shortened(e.getMessage()));
            case DeviceException e -> new Failure(FailureKind.CONFIGURATION, shortened(e.getMessage()));
            case OutOfMemoryError e ->
                new Failure(FailureKind.MEMORY, "There is too little memory: make the batch or the network smaller");
            case UnsupportedOperationException e -> new Failure(FailureKind.CONFIGURATION, shortened(e.getMessage()));
            case InvalidSpecException e -> new Failure(FailureKind.CONFIGURATION, shortened(e.getMessage()));
            default ->
                new Failure(
                        FailureKind.INTERNAL,
                        cause.getClass().getSimpleName() + " in the worker; its log has the details");
        };
    }

    private static String shortened(@Nullable String message) {
        if (message == null || message.isBlank()) return "The worker's log has the details";
        String fitting = ReportLimits.fitting(message);
        return fitting.length() <= MAX_MESSAGE_LENGTH ? fitting : fitting.substring(0, MAX_MESSAGE_LENGTH - 1) + "…";
    }
}
