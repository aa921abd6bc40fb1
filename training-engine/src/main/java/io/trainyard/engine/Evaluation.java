package io.trainyard.engine;

import io.trainyard.engine.cpu.ExampleLoss;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Program.Targets;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** How well a network does on images that come batch by batch. */
final class Evaluation {
    private final TrainableNetwork network;
    private final ExampleLoss example;
    private final boolean classes;
    private final float[] scores;
    private final Values rows;
    private final long[] correct;
    private final long[] total;
    private double lossSum;
    private double logLikelihoodSum;
    private double absoluteErrorSum;

    Evaluation(TrainableNetwork network, Program program) {
        this.network = network;
        example = new ExampleLoss(program);
        classes = program.targets() == Targets.CLASSES;
        int outputs = program.network().outputs();
        scores = new float[program.evaluationSize() * outputs];
        rows = Values.floats(MemorySegment.ofArray(scores));
        correct = new long[outputs];
        total = new long[outputs];
    }

    void add(Batch batch) {
        network.evaluate(batch, scores);
        for (int i = 0; i < batch.size(); i++) {
            lossSum += example.measure(rows, batch, i);
            if (classes) addClass(batch.labels()[i]);
            else {
                absoluteErrorSum += example.absoluteError();
                total[0]++;
            }
        }
    }

    private void addClass(int label) {
        logLikelihoodSum += example.logLikelihood();
        total[label]++;
        if (example.prediction() == label) correct[label]++;
    }

    Outcome sums() {
        return new Outcome(
                lossSum,
                IntStream.range(0, correct.length).mapToLong(i -> correct[i]).sum(),
                logLikelihoodSum,
                absoluteErrorSum,
                IntStream.range(0, total.length).mapToLong(i -> total[i]).sum(),
                OptionalInt.empty());
    }

    /** Of each class; 0 for one without images. Empty where answers are numbers. */
    List<Double> classAccuracies() {
        return IntStream.range(0, classes ? total.length : 0)
                .mapToObj(i -> total[i] == 0 ? 0.0 : (double) correct[i] / total[i])
                .toList();
    }
}
