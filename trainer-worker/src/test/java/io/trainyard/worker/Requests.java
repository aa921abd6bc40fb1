package io.trainyard.worker;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.SortableIds;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.NetworkSpec;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Requests for small runs. */
final class Requests {
    private static final SortableIds IDS = new SortableIds(Clock.systemUTC(), RandomGenerator.getDefault());

    private Requests() {}

    static RunRequest ofEpochs(int epochs) {
        return new RunRequest(new RunId(IDS.next()), new ExperimentId(IDS.next()), spec(epochs), 1);
    }

    static RunSpec spec(int epochs) {
        return spec(new DatasetSpec("synthetic-digits", 200, 100), epochs);
    }

    static RunSpec spec(DatasetSpec dataset, int epochs) {
        return new RunSpec(
                "small",
                new NetworkSpec.Layers(List.of(new LayerSpec.Flatten(), new LayerSpec.Dense(10))),
                dataset,
                LossSpec.CROSS_ENTROPY,
                new OptimizerSpec.Sgd(0.01, 0.5, 0),
                new ScheduleSpec.Constant(),
                50,
                epochs,
                42,
                OptionalLong.empty(),
                AugmentationSpec.NONE,
                Initialization.PYTORCH,
                Device.AUTO,
                Precision.FP32);
    }
}
