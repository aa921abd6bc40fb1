package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.Convolution;
import java.util.List;

/** Two-dimensional convolution (cross-correlation, as all frameworks do it) of batch × channels × height × width. */
final class ConvolutionPass implements Pass {
    private final RawOp forward;
    private final Runnable backward;

    ConvolutionPass(Convolution spec, Flow input, Flow output, Tensors tensors) {
        // Kernel, stride, padding and dilation, each vertical and horizontal; then explicit padding, channels first,
        // and
        // weights as filters × channels × kernel × kernel.
        long[] arguments = {
            spec.kernel(), spec.kernel(), spec.stride(), spec.stride(), spec.padding(), spec.padding(), 1, 1, 0, 0, 1
        };
        forward = RawOp.of("conv2d", List.of(input.values(), tensors.weights(), tensors.biases()), output.values())
                .integers(arguments);
        if (output.gradient().isEmpty())
            backward = () -> {
                throw new IllegalStateException("a plan for evaluation has no backward pass");
            };
        else if (input.gradient().isEmpty()) backward = new FirstConvolutionGradient(spec, input, output, tensors)::run;
        else
            backward = RawOp.of(
                            "conv2d_bp",
                            List.of(
                                    input.values(),
                                    tensors.weights(),
                                    tensors.biases(),
                                    output.gradient().get()),
                            List.of(input.gradient().get(), tensors.weightGradient(), tensors.biasGradient()))
                    .integers(arguments)::run;
    }

    @Override
    public void forward() {
        forward.run();
    }

    @Override
    public void backward() {
        backward.run();
    }
}
