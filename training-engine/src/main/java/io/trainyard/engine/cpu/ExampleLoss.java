package io.trainyard.engine.cpu;

import io.trainyard.contract.LossSpec;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Program.Targets;
import java.util.Arrays;

/** The loss of one example after the other. */
public final class ExampleLoss {
    private final LossFunction function;
    private final boolean classes;
    private final double smoothing;
    private final double[] outputs;
    private final double[] targets;
    private final double[] gradient;
    private final double[] probabilities;
    private final boolean isLogLikelihood;
    private int label;
    private double measured;

    public ExampleLoss(Program program) {
        LossSpec spec = program.loss();
        int count = program.network().outputs();
        function = LossFunction.of(spec, program.targets(), count);
        classes = program.targets() == Targets.CLASSES;
        smoothing = spec.labelSmoothing();
        outputs = new double[count];
        targets = new double[count];
        gradient = new double[count];
        probabilities = new double[count];
        isLogLikelihood = spec.type() == LossSpec.Type.CROSS_ENTROPY && smoothing == 0;
    }

    /** The loss of example i of a batch, whose outputs are row i. */
    public double measure(Values rows, Batch batch, int example) {
        long row = (long) example * outputs.length;
        for (int i = 0; i < outputs.length; i++) outputs[i] = rows.get(row + i);
        if (classes) {
            Arrays.fill(targets, smoothing / targets.length);
            label = batch.labels()[example];
            targets[label] += 1 - smoothing;
        } else for (int i = 0; i < targets.length; i++) targets[i] = batch.targets()[(int) row + i];
        measured = function.loss(outputs, targets, gradient);
        return measured;
    }

    /** The class with the greatest score of the example measured last; the first of several. */
    public int prediction() {
        return Softmax.greatest(outputs);
    }

    /** log softmax(scores)[label] of the example measured last, in nats. */
    public double logLikelihood() {
        return isLogLikelihood ? -measured : outputs[label] - Softmax.of(outputs, probabilities);
    }

    /** Mean distance of outputs and targets of the example measured last. */
    public double absoluteError() {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) sum += Math.abs(outputs[i] - targets[i]);
        return sum / outputs.length;
    }

    /** Of the loss measured last by each output. */
    double[] gradient() {
        return gradient;
    }
}
