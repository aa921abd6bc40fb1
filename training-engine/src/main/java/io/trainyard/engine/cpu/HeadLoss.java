package io.trainyard.engine.cpu;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Program.Targets;

/** The loss of one of a network's heads over a batch, and its gradient by the head's outputs. */
public final class HeadLoss {
    private final ExampleLoss loss;
    private final boolean classes;
    private final boolean isOutput;
    private final double weight;
    private final Memory memory;

    /**
     * Where a head's numbers lie.
     *
     * @param outputs an example's in each row
     * @param gradient gets the derivatives of the weighted mean loss
     * @param adds to what is in the gradient
     */
    public record Memory(Values outputs, Values gradient, boolean adds) {}

    /**
     * @param head index among the network's heads; the first is the network's output
     */
    public HeadLoss(Program program, int head, Memory memory) {
        this.memory = memory;
        loss = new ExampleLoss(program);
        classes = program.targets() == Targets.CLASSES;
        isOutput = head == 0;
        weight = program.network().heads().get(head).weight();
    }

    public void run(Batch batch, Tally tally) {
        double factor = weight / batch.size();
        for (int example = 0; example < batch.size(); example++) {
            tally.addLoss(weight * loss.measure(memory.outputs(), batch, example));
            if (isOutput && classes) {
                if (loss.prediction() == batch.labels()[example]) tally.addCorrect();
                tally.addLogLikelihood(loss.logLikelihood());
            }
            if (isOutput && !classes) tally.addAbsoluteError(loss.absoluteError());
            write(loss.gradient(), (long) example * loss.gradient().length, factor);
        }
    }

    private void write(double[] slopes, long row, double factor) {
        for (int i = 0; i < slopes.length; i++)
            if (memory.adds()) memory.gradient().add(row + i, slopes[i] * factor);
            else memory.gradient().set(row + i, slopes[i] * factor);
    }
}
