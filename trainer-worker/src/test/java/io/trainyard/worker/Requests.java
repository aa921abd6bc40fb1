package io.trainyard.worker;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.SortableIds;
import io.trainyard.contract.network.LayerSpec;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Requests for small runs. */
public final class Requests {
    private static final SortableIds IDS = new SortableIds(Clock.systemUTC(), RandomGenerator.getDefault());

    /** The tracker's word for an attempt at a run that nobody has begun before. */
    static final Claim GRANTED = _ -> Claim.Word.granted(Optional.empty());

    private Requests() {}

    public static RunRequest ofEpochs(int epochs) {
        return new RunRequest(new RunId(IDS.next()), new ExperimentId(IDS.next()), spec(epochs), 1);
    }

    static RunSpec spec(int epochs) {
        return spec(new DatasetSpec("synthetic-digits", 200, 100), epochs);
    }

    static RunSpec spec(DatasetSpec dataset, int epochs) {
        return RunSpec.of(
                        "small",
                        new NetworkSpec.Layers(List.of(new LayerSpec.Flatten(), new LayerSpec.Dense(10))),
                        dataset)
                .optimizer(new OptimizerSpec.Sgd(0.01, 0.5, 0))
                .batchSize(50)
                .epochs(epochs)
                .seed(42)
                .build();
    }
}
