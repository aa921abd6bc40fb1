package io.trainyard.engine.device;

import io.trainyard.engine.device.Program.Targets;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;

/**
 * Stands before a device's network, which may compute in memory that no bounds are known of: lets nothing through that does not
 * fit what was compiled, and nothing at all once the network is closed. What it refuses has changed nothing.
 */
public final class CheckedNetwork implements TrainableNetwork {
    private final Program program;
    private final TrainableNetwork network;
    private Stop stop = Stop.NEVER;
    private boolean inspected;
    private boolean accumulated;
    private boolean closed;

    public CheckedNetwork(Program program, TrainableNetwork network) {
        this.program = program;
        this.network = network;
    }

    @Override
    public void step(Batch batch, StepSettings settings) {
        checkTraining(batch);
        network.step(batch, settings);
    }

    @Override
    public void gradient(Batch batch, StepSettings settings) {
        checkTraining(batch);
        network.gradient(batch, settings);
    }

    @Override
    public void collect(int examples, StepSettings settings) {
        checkAccumulates();
        checkOpen();
        stop.check();
        if (examples < 1) throw new IllegalArgumentException("a gradient of " + examples + " examples");
        inspected = false;
        network.collect(examples, settings);
        accumulated = true;
    }

    @Override
    public void accumulate(Batch batch, StepSettings settings) {
        checkAccumulates();
        checkTraining(batch);
        network.accumulate(batch, settings);
        accumulated = true;
    }

    private void checkAccumulates() {
        if (!program.update().accumulates())
            throw new IllegalStateException("the network was compiled to make an update of every batch");
    }

    @Override
    public int batchesAtOnce() {
        checkOpen();
        return network.batchesAtOnce();
    }

    @Override
    public void update(StepSettings settings) {
        checkOpen();
        stop.check();
        if (!accumulated) throw new IllegalStateException("no gradient was accumulated to make an update of");
        inspected = false;
        accumulated = false;
        network.update(settings);
    }

    private void checkTraining(Batch batch) {
        check(batch, program.batchSize());
        if (program.targets() == Targets.CLASSES) checkLabels(batch);
        else if (batch.targets().length < batch.size() * program.network().outputs())
            throw new IllegalArgumentException("the batch has no numbers that its images should lead to");
        inspected = false;
    }

    private void checkLabels(Batch batch) {
        if (batch.targets().length > 0)
            throw new IllegalArgumentException(
                    "the network tells classes, but the batch has numbers instead of labels");
        int[] labels = batch.labels();
        int last = program.network().outputs() - 1;
        // The sign of a label out of range, or of what is left to the last one: a loop that the compiler makes vectors
        // of.
        int signs = 0;
        for (int i = 0; i < batch.size(); i++) signs |= labels[i] | (last - labels[i]);
        if (signs < 0) throw new IllegalArgumentException(labelOutOfRange(labels, batch.size(), last));
    }

    private static String labelOutOfRange(int[] labels, int size, int last) {
        int image = 0;
        while (image < size - 1 && labels[image] >= 0 && labels[image] <= last) image++;
        return "image " + image + " of the batch has the label " + labels[image] + " of " + (last + 1) + " classes";
    }

    @Override
    public Outcome takeOutcome() {
        checkOpen();
        return network.takeOutcome();
    }

    @Override
    public void evaluate(Batch batch, float[] outputs) {
        checkEvaluation(batch, outputs);
        network.evaluate(batch, outputs);
    }

    @Override
    public void inspect(Batch batch, float[] outputs) {
        checkEvaluation(batch, outputs);
        network.inspect(batch, outputs);
        inspected = true;
    }

    private void checkEvaluation(Batch batch, float[] outputs) {
        check(batch, program.evaluationSize());
        int wanted = batch.size() * program.network().outputs();
        if (outputs.length < wanted)
            throw new IllegalArgumentException(
                    "the outputs are " + wanted + " numbers, but there is room for " + outputs.length);
        inspected = false;
    }

    private void check(Batch batch, int largest) {
        checkOpen();
        stop.check();
        if (batch.size() > largest)
            throw new IllegalArgumentException(
                    "the network was compiled for batches up to " + largest + ", but got " + batch.size());
        int pixels = program.network().input().size();
        if (batch.pixelsPerImage() != pixels)
            throw new IllegalArgumentException(
                    "the network's images have " + pixels + " numbers, but the batch's " + batch.pixelsPerImage());
    }

    @Override
    public int length(State state) {
        checkOpen();
        return network.length(state);
    }

    @Override
    public void read(State state, int from, MemorySegment floats) {
        checkRange(state, from, floats);
        network.read(state, from, floats);
    }

    @Override
    public void write(State state, int from, MemorySegment floats) {
        checkRange(state, from, floats);
        stop.check();
        inspected = false;
        network.write(state, from, floats);
    }

    private void checkRange(State state, int from, MemorySegment floats) {
        Objects.checkFromIndexSize(from, floats.byteSize() / Float.BYTES, (long) length(state));
    }

    @Override
    public Optional<float[]> activation(int node) {
        checkOpen();
        Objects.checkIndex(node, program.network().nodes().size());
        return inspected ? network.activation(node) : Optional.empty();
    }

    @Override
    public void stopWhen(Stop wanted) {
        checkOpen();
        stop = wanted;
        network.stopWhen(wanted);
    }

    @Override
    public Crew crew() {
        checkOpen();
        return network.crew();
    }

    private void checkOpen() {
        if (closed) throw new IllegalStateException("the network is closed");
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        network.close();
    }
}
