package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec;

/** Which pass a layer has. */
final class Passes {
    private Passes() {}

    /** The pass of a layer with one input. */
    static Pass of(LayerSpec spec, Site site) {
        return switch (spec) {
            case LayerSpec.Dense dense -> new DensePass(site);
            case LayerSpec.Convolution convolution ->
                convolution.groups() == 1
                        ? new ConvolutionPass(convolution, site)
                        : new PlainConvolution(convolution, site);
            case LayerSpec.MaxPooling pooling -> new MaxPoolingPass(pooling, site);
            case LayerSpec.AveragePooling pooling -> new AveragePoolingPass(pooling, site);
            case LayerSpec.Relu relu -> new PointwisePass(new ReluActivation(), site);
            case LayerSpec.LeakyRelu leaky -> new PointwisePass(new LeakyReluActivation(leaky), site);
            case LayerSpec.Gelu gelu -> new PointwisePass(new GeluActivation(), site);
            case LayerSpec.Tanh tanh -> new PointwisePass(new TanhActivation(), site);
            case LayerSpec.Sigmoid sigmoid -> new PointwisePass(new SigmoidActivation(), site);
            case LayerSpec.Dropout dropout -> new DropoutPass(dropout, site);
            default -> throw new IllegalArgumentException("a " + spec.type() + " layer has no pass");
        };
    }
}
