package io.trainyard.engine.onednn;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.graph.Operation;

/** An operation's primitives: its forward and its backward pass side by side. */
interface Pass {
    /** Puts on the tape what makes the operation's output from its inputs. */
    void forward();

    /** Puts on the tape what makes the inputs' and the parameters' gradients from the output's. */
    void backward();

    static Pass of(Operation operation, Plan plan) {
        return switch (plan.node(operation.layer()).spec()) {
            case LayerSpec.Convolution spec ->
                WinogradPass.suits(spec, operation, plan)
                        ? new WinogradPass(spec, operation, plan)
                        : new ConvolutionPass(spec, operation, plan);
            case LayerSpec.Dense spec -> new DensePass(operation, plan);
            case LayerSpec.BatchNormalization spec -> new NormalizationPass(spec, operation, plan);
            case LayerSpec.LocalResponseNormalization spec -> new LocalResponsePass(spec, operation, plan);
            case LayerSpec.MaxPooling spec ->
                new PoolingPass(Windows.of(spec, plan.node(operation.layer())), operation, plan);
            case LayerSpec.AveragePooling spec ->
                average(Windows.of(spec, plan.node(operation.layer())), operation, plan);
            case LayerSpec.AdaptiveAveragePooling spec ->
                average(Windows.of(plan.node(operation.layer())), operation, plan);
            case LayerSpec.GlobalAveragePooling spec ->
                average(Windows.of(plan.node(operation.layer())), operation, plan);
            case LayerSpec.Activation spec -> new ActivationPass(spec, operation, plan);
            case LayerSpec.Dropout spec -> new DropoutPass(spec, operation, plan);
            case LayerSpec.Flatten spec -> new FlattenPass(operation, plan);
            case LayerSpec.Padding spec -> new PaddingPass(spec, operation, plan);
            case LayerSpec.Concat spec -> new ConcatPass(operation, plan);
            case LayerSpec.Add spec -> new AddPass(operation, plan);
            default -> throw unknown(plan.node(operation.layer()).spec());
        };
    }

    /** An objection to the network: another device trains it. */
    static UnsupportedOperationException unknown(LayerSpec spec) {
        return new UnsupportedOperationException("it knows no " + spec.type() + " layers");
    }

    private static Pass average(Windows windows, Operation operation, Plan plan) {
        return windows.areEven()
                ? new PoolingPass(windows, operation, plan)
                : new WindowMatrixPass(windows, operation, plan);
    }
}
