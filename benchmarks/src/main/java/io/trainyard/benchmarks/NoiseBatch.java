package io.trainyard.benchmarks;

import io.trainyard.contract.Initialization;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.choice.Workload;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ParameterInitializer;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Program.Targets;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.SplittableRandom;

/** A network to be measured, and one batch of noise that it trains on; the other engine does the like. */
final class NoiseBatch {
    static final int CLASSES = 10;
    private static final long SEED = 1;

    final Batch batch;
    private final Program program;
    final ParameterLayout layout;

    NoiseBatch(Question question) {
        this(question.network(), question.batch(), question.precision());
    }

    NoiseBatch(Network network, int size, Precision precision) {
        int pixels = network.input().size();
        batch = new Batch(size, pixels);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < size * pixels; i++) batch.setPixel(i, (float) random.nextGaussian());
        for (int i = 0; i < size; i++) batch.labels()[i] = random.nextInt(CLASSES);
        layout = ParameterLayout.of(network);
        program = new Program(
                network,
                Targets.CLASSES,
                LossSpec.CROSS_ENTROPY,
                new OptimizerSpec.Sgd(0.001, 0.9, 0),
                UpdateSpec.PLAIN,
                precision,
                size,
                1);
    }

    Workload workload() {
        return new Workload(program, batch.pixels().byteSize(), () -> batch, this::begin);
    }

    void begin(TrainableNetwork network) {
        new ParameterInitializer(layout, Initialization.PYTORCH, SEED).initialize(network);
    }
}
