package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.StepSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network prepared for one batch size: its passes in order over buffers that are made once. */
final class Plan implements AutoCloseable {
    private final List<Pass> passes = new ArrayList<>();
    private final Buffers buffers;
    private final HostView input;
    private final SoftmaxCrossEntropy loss;
    private final Optional<HostView> scoreGradient;
    private final int[] predictions;

    Plan(Network network, Map<Integer, Tensors> tensors, int batch, boolean training, Buffers buffers) {
        this.buffers = buffers;
        Flow flow = Flow.of(batch, network.input(), buffers, false);
        input = new HostView(flow.values());
        predictions = new int[batch];
        for (PassOrder.Turn turn : PassOrder.of(network)) {
            boolean reshapes = turn.spec() instanceof LayerSpec.Flatten;
            Flow output = reshapes ? flow.as(turn.output()) : Flow.of(batch, turn.output(), buffers, training);
            if (!reshapes) passes.add(pass(turn.spec(), turn.index(), flow, output, tensors));
            flow = output;
        }
        loss = new SoftmaxCrossEntropy(new HostView(flow.values()), batch);
        scoreGradient = flow.gradient().map(HostView::new);
    }

    private static Pass pass(LayerSpec spec, int index, Flow input, Flow output, Map<Integer, Tensors> tensors) {
        return switch (spec) {
            case LayerSpec.Dense dense -> new DensePass(input, output, parameters(tensors, index));
            case LayerSpec.Convolution convolution ->
                new ConvolutionPass(convolution, input, output, parameters(tensors, index));
            case LayerSpec.MaxPooling pooling -> new MaxPoolingPass(pooling, input, output);
            case LayerSpec.AveragePooling pooling -> new AveragePoolingPass(pooling, input, output);
            case LayerSpec.Relu relu -> new ReluPass(input, output);
            case LayerSpec.Dropout dropout -> new DropoutPass(dropout, index, input, output);
            case LayerSpec.Flatten flatten ->
                throw new IllegalArgumentException("a flatten layer only reshapes and has no pass");
        };
    }

    private static Tensors parameters(Map<Integer, Tensors> tensors, int layer) {
        Tensors found = tensors.get(layer);
        if (found == null) throw new IllegalStateException("layer " + layer + " has no parameters");
        return found;
    }

    Outcome evaluate(Batch batch, int[] predicted) {
        load(batch);
        for (Pass pass : passes) pass.forward();
        return loss.forward(batch.labels(), predicted);
    }

    /** Leaves the gradient of the mean loss in the network's flat gradient. */
    Outcome gradient(Batch batch, StepSettings settings) {
        load(batch);
        for (Pass pass : passes) pass.forwardTraining(settings);
        Outcome outcome = loss.forward(batch.labels(), predictions);
        loss.backward(batch.labels(), scoreGradient.orElseThrow());
        for (int i = passes.size() - 1; i >= 0; i--) passes.get(i).backward();
        return outcome;
    }

    private void load(Batch batch) {
        input.fill(batch.pixels(), input.length());
    }

    @Override
    public void close() {
        buffers.close();
    }
}
