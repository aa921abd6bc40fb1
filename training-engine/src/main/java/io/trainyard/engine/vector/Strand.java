package io.trainyard.engine.vector;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.device.Batch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The network on the images of one thread: its own blocks and gradient, over the parameters that all threads share. */
final class Strand {
    private final Slice slice;
    private final Activation input;
    private final Block[] blocks;
    private final SoftmaxCrossEntropy loss;
    private final float[] gradient;

    Strand(Shared shared, Slice slice) {
        this.slice = slice;
        gradient = new float[shared.layout.length()];
        input = shared.activation(shared.program.network().input(), false);
        blocks = new Block[shared.stages.size()];
        Activation from = input;
        for (int i = 0; i < blocks.length; i++) {
            Stage stage = shared.stages.get(i);
            Activation to = shared.activation(stage.output(), shared.graph.isTrained(stage.last()));
            blocks[i] = block(shared, stage, new Flow(from, to, stage.pooled(), stage.relu()), gradient);
            from = to;
        }
        loss = new SoftmaxCrossEntropy(from, shared.program.loss().labelSmoothing());
    }

    /** @param gradient where the backward pass leaves that by the parameters */
    static Block block(Shared shared, Stage stage, Flow flow, float[] gradient) {
        return switch (stage.spec()) {
            case LayerSpec.Dropout spec -> new Dropout(spec, stage.node(), flow);
            case LayerSpec.Dense spec -> new Dense(flow, parameters(shared, stage, gradient));
            case LayerSpec.Convolution spec ->
                new Convolution(
                        flow, new Kernel(flow.input().shape, spec.kernel()), parameters(shared, stage, gradient));
            default -> throw new IllegalStateException("a stage of " + stage.spec());
        };
    }

    private static Parameters parameters(Shared shared, Stage stage, float[] gradient) {
        return new Parameters(shared.parameters, gradient, shared.layout.place(stage.node()));
    }

    /** The gradient of the strand's share of the mean loss. */
    void gradient(Batch batch) {
        forward(batch);
        loss.run(slice, batch);
        for (int i = blocks.length - 1; i >= 0; i--) blocks[i].backward(slice);
    }

    float[] gradient() {
        return gradient;
    }

    double lossSum() {
        return loss.lossSum();
    }

    double logLikelihoodSum() {
        return loss.logLikelihoodSum();
    }

    int correct() {
        return loss.correct();
    }

    /** The network's outputs, written to their place among those of the batch. */
    void evaluate(Batch batch, float[] outputs) {
        forward(batch);
        Activation scores = blocks[blocks.length - 1].output();
        int size = scores.size();
        for (int image = 0; image < slice.images(); image++)
            System.arraycopy(scores.values, image * scores.stride, outputs, (slice.first() + image) * size, size);
    }

    private void forward(Batch batch) {
        int size = input.size();
        for (int image = 0; image < slice.images(); image++) {
            long from = (long) (slice.first() + image) * size * Float.BYTES;
            MemorySegment.copy(batch.pixels(), ValueLayout.JAVA_FLOAT, from, input.values, image * input.stride, size);
        }
        for (Block block : blocks) block.forward(slice);
    }
}
