package io.trainyard.worker.queue;

import io.trainyard.contract.RunRequest;
import io.trainyard.contract.wire.MalformedMessageException;
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
     * What a slot waits for. Both futures always complete normally, and soon once the worker stops.
     *
     * @param answer what becomes of the request: known as soon as the tracker is sure to hear of the attempt, long before
     *     its end
     * @param end of all that the request has led to
     */
    record Handling(CompletableFuture<Outcome> answer, CompletableFuture<Void> end) {}

    /** Begins with the request on another thread and returns at once. */
    Handling begin(RunRequest request);

    /** Has the run fail, because its specification cannot be carried out by this program. */
    Outcome refuse(RefusedRequestException request);

    /** Leaves the request, which is for a newer worker or one of another installation, to others. */
    Outcome leave(MalformedMessageException request);

    /** How long no request shall be taken, because something is amiss with the worker; zero if nothing is. */
    Duration pauseLeft();
}
