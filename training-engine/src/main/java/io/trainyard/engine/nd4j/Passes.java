package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec;

/** Which pass a layer has. */
final class Passes {
    private Passes() {}

    /** The pass of a layer for one of its inputs. */
    static Pass of(LayerSpec spec, Site site) {
        return switch (spec) {
            case LayerSpec.Dense dense -> new DensePass(site);
            case LayerSpec.Convolution convolution ->
                convolution.groups() == 1
                        ? new ConvolutionPass(convolution, site)
                        : new PlainConvolution(convolution, site);
            case LayerSpec.MaxPooling pooling -> new MaxPoolingPass(pooling, site);
            case LayerSpec.AveragePooling pooling -> new AveragePoolingPass(pooling, site);
            case LayerSpec.Activation activation -> new PointwisePass(Activation.of(activation), site);
            case LayerSpec.Dropout dropout -> new DropoutPass(dropout, site);
            case LayerSpec.AdaptiveAveragePooling pooling -> new AdaptiveAveragePoolingPass(pooling.size(), site);
            case LayerSpec.GlobalAveragePooling pooling -> new AdaptiveAveragePoolingPass(Extent.of(1), site);
            case LayerSpec.BatchNormalization normalization -> new BatchNormalizationPass(normalization, site);
            case LayerSpec.LocalResponseNormalization normalization ->
                new LocalResponseNormalizationPass(normalization, site);
            case LayerSpec.Padding padding -> new PaddingPass(padding, site);
            case LayerSpec.Concat concat -> new ConcatPass(site);
            case LayerSpec.Add add -> new AddPass(site);
            case LayerSpec.Flatten flatten -> throw new IllegalArgumentException("a flattened image has no pass");
            case LayerSpec.AuxiliaryClassifier auxiliary ->
                throw new IllegalArgumentException("an auxiliary classifier is not a node of a network");
        };
    }
}
