package io.trainyard.worker.queue;

import io.trainyard.contract.RunRequest;
import io.trainyard.contract.wire.NewerMessageException;
import io.trainyard.contract.wire.RefusedRequestException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What becomes of a request that a slot has taken. */
public interface RequestHandler {
    enum Outcome {
        /** The request is dealt with: nobody needs to see it again. */
        DONE,
        /** Another worker shall take the request. */
        HAND_BACK
    }

    /**
     * Begins with the request on another thread and returns at once. The future always completes normally, and soon once
     * the worker stops.
     */
    CompletableFuture<Outcome> begin(RunRequest request);

    /** Has the run fail, because its specification cannot be carried out by this program. */
    Outcome refuse(RefusedRequestException request);

    /** Leaves the request to a newer worker. */
    Outcome leave(NewerMessageException request);

    /** How long no request shall be taken, because something is amiss with the worker; zero if nothing is. */
    Duration pauseLeft();
}
