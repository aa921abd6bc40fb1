package io.trainyard.tracker.http;

import io.trainyard.contract.wire.SpecJson;
import io.trainyard.testkit.Specs;

/** Bodies of requests. */
final class Bodies {
    private Bodies() {}

    static String experiment(String name, String... runs) {
        return SpecJson.writeExperiment(Specs.experiment(name, runs)).toString();
    }

    /** A body with one run whose {@code "batchSize":20} is replaced. */
    static String with(String before, String after) {
        String body = experiment("sweep", "first");
        if (!body.contains(before)) throw new IllegalArgumentException("not in the body: " + before);
        return body.replace(before, after);
    }
}
