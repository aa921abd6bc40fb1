package io.trainyard.engine.onednn;

import io.trainyard.contract.network.LayerSpec;

/** A turn's primitives: its forward and its backward pass side by side. */
interface Pass {
    /** Puts on the tape what makes the turn's output from its inputs. */
    void forward();

    /** Puts on the tape what makes the inputs' and the parameters' gradients from the output's. */
    void backward();

    static Pass of(Turn turn, Plan plan) {
        return switch (plan.node(turn.layer()).spec()) {
            case LayerSpec.Convolution spec ->
                WinogradPass.suits(spec, turn, plan)
                        ? new WinogradPass(spec, turn, plan)
                        : new ConvolutionPass(spec, turn, plan);
            case LayerSpec.Dense spec -> new DensePass(turn, plan);
            case LayerSpec.BatchNormalization spec -> new NormalizationPass(spec, turn, plan);
            case LayerSpec.LocalResponseNormalization spec -> new LocalResponsePass(spec, turn, plan);
            case LayerSpec.MaxPooling spec -> new PoolingPass(Windows.of(spec, plan.node(turn.layer())), turn, plan);
            case LayerSpec.AveragePooling spec -> average(Windows.of(spec, plan.node(turn.layer())), turn, plan);
            case LayerSpec.AdaptiveAveragePooling spec -> average(Windows.of(plan.node(turn.layer())), turn, plan);
            case LayerSpec.GlobalAveragePooling spec -> average(Windows.of(plan.node(turn.layer())), turn, plan);
            case LayerSpec.Activation spec -> new ActivationPass(spec, turn, plan);
            case LayerSpec.Dropout spec -> new DropoutPass(spec, turn, plan);
            case LayerSpec.Flatten spec -> new FlattenPass(turn, plan);
            case LayerSpec.Padding spec -> new PaddingPass(spec, turn, plan);
            case LayerSpec.Concat spec -> new ConcatPass(turn, plan);
            case LayerSpec.Add spec -> new AddPass(turn, plan);
            default -> throw unknown(plan.node(turn.layer()).spec());
        };
    }

    /** An objection to the network: another device trains it. */
    static UnsupportedOperationException unknown(LayerSpec spec) {
        return new UnsupportedOperationException("it knows no " + spec.type() + " layers");
    }

    private static Pass average(Windows windows, Turn turn, Plan plan) {
        return windows.areEven() ? new PoolingPass(windows, turn, plan) : new WindowMatrixPass(windows, turn, plan);
    }
}
