package io.trainyard.tracker.external;

import io.trainyard.contract.RunStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * How a client says that its run has ended.
 *
 * @param message why it failed; empty of any other end
 * @param at when, where that was before it was told of
 */
public record Ending(RunStatus status, String message, Optional<Instant> at) {
    public Ending {
        if (!status.isTerminal()) throw new IllegalArgumentException(status + " is no end");
    }
}
