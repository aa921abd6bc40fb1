package io.trainyard.contract;

import java.util.Optional;

/**
 * The key of a run request that is for one worker: {@code worker/run}.
 *
 * @param worker that shall train the run
 */
public record OfferKey(WorkerName worker, RunId run) {
    /** Of such a key; nothing if it is another. */
    public static Optional<OfferKey> parse(String key) {
        int slash = key.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : Optional.of(
                        new OfferKey(new WorkerName(key.substring(0, slash)), new RunId(key.substring(slash + 1))));
    }

    @Override
    public String toString() {
        return worker + "/" + run;
    }
}
