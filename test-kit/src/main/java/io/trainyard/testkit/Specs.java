package io.trainyard.testkit;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.NetworkSpec;
import java.util.List;
import java.util.OptionalLong;
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
        return new RunSpec(
                name,
                new NetworkSpec.Layers(List.of(new LayerSpec.Flatten(), new LayerSpec.Dense(10))),
                dataset,
                LossSpec.CROSS_ENTROPY,
                new OptimizerSpec.Sgd(0.01, 0.5, 0),
                new ScheduleSpec.Constant(),
                20,
                epochs,
                1,
                OptionalLong.empty(),
                AugmentationSpec.NONE,
                Initialization.PYTORCH,
                Device.AUTO,
                Precision.FP32);
    }

    public static ExperimentSpec experiment(String name, String... runs) {
        return experiment(name, 0, runs);
    }

    public static ExperimentSpec experiment(String name, int priority, String... runs) {
        return new ExperimentSpec(
                name, "", priority, Stream.of(runs).map(Specs::run).toList());
    }
}
