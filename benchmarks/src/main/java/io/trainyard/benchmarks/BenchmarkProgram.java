package io.trainyard.benchmarks;

import io.trainyard.contract.LossSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.preset.NetworkPresets;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Program.Refinements;
import io.trainyard.engine.device.Program.Targets;
import java.util.SplittableRandom;

/** A network to be measured, with a batch of noise: both engines train on the like. */
record BenchmarkProgram(Question question, int threads) {
    private static final int CLASSES = 10;
    private static final long SEED = 1;

    Program program() {
        Network network = Network.of(
                question.image(),
                CLASSES,
                NetworkPresets.find(question.net()).orElseThrow().layers(question.image(), CLASSES));
        return new Program(
                network,
                Targets.CLASSES,
                LossSpec.CROSS_ENTROPY,
                new OptimizerSpec.Sgd(0.001, 0.9, 0),
                Refinements.NONE,
                question.precision(),
                question.batch(),
                threads);
    }

    Batch batch() {
        int pixels = question.image().size();
        Batch batch = new Batch(question.batch(), pixels);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < question.batch() * pixels; i++) batch.setPixel(i, (float) random.nextGaussian());
        for (int i = 0; i < question.batch(); i++) batch.labels()[i] = random.nextInt(CLASSES);
        return batch;
    }
}
