package io.trainyard.contract;

import io.trainyard.contract.placement.Placement;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts the specification of a run together; what is not said gets its usual value. */
public final class RunSpecBuilder {
    private final String name;
    private final NetworkSpec network;
    private final DatasetSpec dataset;
    private LossSpec loss;
    private OptimizerSpec optimizer = new OptimizerSpec.Sgd(0.01, 0, 0);
    private ScheduleSpec schedule = new ScheduleSpec.Constant();
    private UpdateSpec update = UpdateSpec.PLAIN;
    private int batchSize = 64;
    private int epochs = 1;
    private EarlyStoppingSpec earlyStopping = EarlyStoppingSpec.NEVER;
    private long seed = 1;
    private OptionalLong pixelPermutationSeed = OptionalLong.empty();
    private AugmentationSpec augmentation = AugmentationSpec.NONE;
    private Initialization initialization = Initialization.PYTORCH;
    private Device device = Device.AUTO;
    private Precision precision = Precision.FP32;
    private int threads;
    private boolean reproducible;
    private int replicas = 1;
    private Optional<Placement> placement = Optional.empty();

    RunSpecBuilder(String name, NetworkSpec network, DatasetSpec dataset) {
        this.name = name;
        this.network = network;
        this.dataset = dataset;
        loss = LossSpec.usualFor(dataset.info().target());
    }

    public RunSpecBuilder loss(LossSpec value) {
        loss = value;
        return this;
    }

    public RunSpecBuilder optimizer(OptimizerSpec value) {
        optimizer = value;
        return this;
    }

    public RunSpecBuilder schedule(ScheduleSpec value) {
        schedule = value;
        return this;
    }

    public RunSpecBuilder update(UpdateSpec value) {
        update = value;
        return this;
    }

    public RunSpecBuilder batchSize(int value) {
        batchSize = value;
        return this;
    }

    public RunSpecBuilder epochs(int value) {
        epochs = value;
        return this;
    }

    public RunSpecBuilder earlyStopping(EarlyStoppingSpec value) {
        earlyStopping = value;
        return this;
    }

    public RunSpecBuilder seed(long value) {
        seed = value;
        return this;
    }

    public RunSpecBuilder pixelPermutationSeed(long value) {
        pixelPermutationSeed = OptionalLong.of(value);
        return this;
    }

    public RunSpecBuilder augmentation(AugmentationSpec value) {
        augmentation = value;
        return this;
    }

    public RunSpecBuilder initialization(Initialization value) {
        initialization = value;
        return this;
    }

    public RunSpecBuilder device(Device value) {
        device = value;
        return this;
    }

    public RunSpecBuilder precision(Precision value) {
        precision = value;
        return this;
    }

    public RunSpecBuilder threads(int value) {
        threads = value;
        return this;
    }

    public RunSpecBuilder reproducible() {
        reproducible = true;
        return this;
    }

    public RunSpecBuilder replicas(int value) {
        replicas = value;
        return this;
    }

    public RunSpecBuilder placement(Placement value) {
        placement = Optional.of(value);
        return this;
    }

    /**
     * The specification.
     *
     * @throws io.trainyard.contract.validation.InvalidSpecException naming every field that is wrong
     */
    public RunSpec build() {
        return new RunSpec(
                name,
                network,
                dataset,
                loss,
                optimizer,
                schedule,
                update,
                batchSize,
                epochs,
                earlyStopping,
                seed,
                pixelPermutationSeed,
                augmentation,
                initialization,
                device,
                precision,
                threads,
                reproducible,
                replicas,
                placement,
                0);
    }
}
