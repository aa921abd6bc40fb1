package io.trainyard.testkit;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunSpecBuilder;
import io.trainyard.contract.network.LayerSpec;
import java.util.List;
import java.util.stream.Stream;

/** Specifications small enough to train within a test. */
public final class Specs {
    private Specs() {}

    /** A linear classifier of 200 synthetic digits for two epochs. */
    public static RunSpec run(String name) {
        return run(name, 2);
    }

    public static RunSpec run(String name, int epochs) {
        return run(name, new DatasetSpec("synthetic-digits", 200, 100), epochs);
    }

    public static RunSpec run(String name, DatasetSpec dataset, int epochs) {
        return builder(name, dataset).epochs(epochs).build();
    }

    /** One of one epoch, to be added to. */
    public static RunSpecBuilder builder(String name) {
        return builder(name, new DatasetSpec("synthetic-digits", 200, 100));
    }

    private static RunSpecBuilder builder(String name, DatasetSpec dataset) {
        return RunSpec.of(
                        name,
                        new NetworkSpec.Layers(List.of(new LayerSpec.Flatten(), new LayerSpec.Dense(10))),
                        dataset)
                .optimizer(new OptimizerSpec.Sgd(0.01, 0.5, 0))
                .batchSize(20);
    }

    public static ExperimentSpec experiment(String name, String... runs) {
        return experiment(name, 0, runs);
    }

    public static ExperimentSpec experiment(String name, int priority, String... runs) {
        return new ExperimentSpec(
                name, "", priority, Stream.of(runs).map(Specs::run).toList());
    }
}
