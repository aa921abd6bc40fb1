package io.trainyard.tracker.http;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.testkit.Specs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Bodies of requests. */
public final class Bodies {
    private Bodies() {}

    public static String experiment(String name, String... runs) {
        return SpecJson.writeExperiment(Specs.experiment(name, runs)).toString();
    }

    /** One run whose network is so many sums of 64 branches that do nothing: allowed, but long. */
    static String withBranches(int sums) {
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 0; i < sums; i++) layers.add(new LayerSpec.Add(Collections.nCopies(64, List.of())));
        layers.add(new LayerSpec.Flatten());
        layers.add(new LayerSpec.Dense(10));
        RunSpec run = RunSpec.of("long", new NetworkSpec.Layers(layers), new DatasetSpec("synthetic-digits", 200, 100))
                .epochs(1)
                .build();
        return SpecJson.writeExperiment(new ExperimentSpec("long", "", 0, List.of(run)))
                .toString();
    }

    /** A body with one run whose {@code "batchSize":20} is replaced. */
    static String with(String before, String after) {
        String body = experiment("sweep", "first");
        if (!body.contains(before)) throw new IllegalArgumentException("not in the body: " + before);
        return body.replace(before, after);
    }
}
