package io.trainyard.engine;

import io.trainyard.contract.network.Network.Head;
import io.trainyard.engine.cpu.ExampleLoss;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Optional;

/**
 * What a network loses that answers zero to everything, as an untrained one nearly does: the measure of whether training has led
 * anywhere. Numbers that explode need not stop being finite.
 */
record Ignorance(Program program, Batch batch) {
    /** So many times the loss of ignorance is no bad luck any more. */
    private static final double FACTOR = 10;

    /** The mean over the batch, auxiliary classifiers included as in training. */
    double loss() {
        ExampleLoss example = new ExampleLoss(program);
        Values zeros = Values.floats(
                MemorySegment.ofArray(new float[batch.size() * program.network().outputs()]));
        double sum = 0;
        for (int i = 0; i < batch.size(); i++) sum += example.measure(zeros, batch, i);
        double weight =
                program.network().heads().stream().mapToDouble(Head::weight).sum();
        return weight * sum / batch.size();
    }

    /** For people, where training has ended far above it. */
    Optional<String> warning(double trainingLoss) {
        double loss = loss();
        if (trainingLoss <= FACTOR * loss) return Optional.empty();
        return Optional.of(String.format(
                Locale.ROOT,
                "The run diverged: the learning rate is too high. Its training loss ended at %.3g, where answering nothing costs %.3g",
                trainingLoss,
                loss));
    }
}
