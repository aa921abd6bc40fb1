package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Shape;
import java.util.ArrayList;
import java.util.List;

/** Fully connected: Y = X·W + b, with X of batch × inputs and W of inputs × units. */
final class DensePass implements Pass {
    private final RawOp forward;
    private final List<Runnable> backward = new ArrayList<>();

    DensePass(Flow input, Flow output, Tensors tensors) {
        forward = RawOp.of("xw_plus_b", List.of(input.rows(), tensors.weights(), tensors.biases()), output.rows());
        if (output.gradient().isPresent()) prepareBackward(input, output, tensors);
    }

    @Override
    public void forward() {
        forward.run();
    }

    /** dW = Xᵀ·dY; db = sum of dY over the batch; dX = dY·Wᵀ. */
    private void prepareBackward(Flow input, Flow output, Tensors tensors) {
        RawOp weights = RawOp.of("matmul", List.of(input.rows(), output.gradientRows()), tensors.weightGradient())
                .integers(1, 0, 0);
        HostView gradient = new HostView(output.gradient().orElseThrow());
        BiasGradient biases = new BiasGradient(
                gradient,
                tensors.hostBiasGradient(),
                output.batch(),
                Shape.vector(output.shape().size()));
        backward.add(weights::run);
        backward.add(biases::run);
        if (input.gradient().isEmpty()) return;
        RawOp inputs = RawOp.of("matmul", List.of(output.gradientRows(), tensors.weights()), input.gradientRows())
                .integers(0, 1, 0);
        backward.add(inputs::run);
    }

    @Override
    public void backward() {
        backward.forEach(Runnable::run);
    }
}
