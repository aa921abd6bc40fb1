package io.trainyard.contract.network;

import io.trainyard.contract.FieldError;
import io.trainyard.contract.InvalidSpecException;
import java.util.ArrayList;
import java.util.List;

/**
 * A network whose layers fit each other: every layer with its shapes, its cost and how much of the image it sees.
 *
 * @param input shape of one example
 * @param layers in the order of the forward pass
 */
public record Network(Shape input, List<Layer> layers) {
    public Network {
        layers = List.copyOf(layers);
    }

    /**
     * A layer in its place.
     *
     * @param receptiveField side of the square of input pixels that one output value depends on: r + (f − 1)·j, where j
     *     is the product of the strides before it (Araujo, Norris, Sim: "Computing Receptive Fields of Convolutional
     *     Neural Networks", Distill 2019); a flattened or dense layer sees the whole image
     */
    public record Layer(
            LayerSpec spec, Shape input, Shape output, long parameters, long multiplyAdds, int receptiveField) {}

    /**
     * Fits the layers to each other, from the input on.
     *
     * @throws InvalidSpecException if a layer does not fit the one before it or the last one does not give a score per class
     */
    public static Network of(Shape input, int classes, List<LayerSpec> specs) {
        List<Layer> layers = new ArrayList<>();
        Shape shape = input;
        int field = 1;
        int jump = 1;
        int whole = Math.max(input.height(), input.width());
        for (int i = 0; i < specs.size(); i++) {
            LayerSpec spec = specs.get(i);
            Shape output = outputShape(spec, shape, "layers[" + i + "]");
            boolean seesAll = spec.kind() == LayerSpec.Kind.FLATTEN || spec.kind() == LayerSpec.Kind.DENSE;
            field = seesAll ? whole : field + (spec.windowSize() - 1) * jump;
            jump *= spec.windowStride();
            layers.add(new Layer(
                    spec, shape, output, spec.parameters(shape), spec.multiplyAdds(shape), Math.min(field, whole)));
            shape = output;
        }
        if (!shape.isVector() || shape.channels() != classes)
            throw new InvalidSpecException(
                    "layers[" + (specs.size() - 1) + "]",
                    "the last layer must give one score for each of the " + classes + " classes, but gives " + shape
                            + ": end with a dense layer of " + classes + " units");
        return new Network(input, layers);
    }

    public long parameters() {
        return layers.stream().mapToLong(Layer::parameters).sum();
    }

    public long multiplyAdds() {
        return layers.stream().mapToLong(Layer::multiplyAdds).sum();
    }

    private static Shape outputShape(LayerSpec spec, Shape input, String path) {
        try {
            return spec.outputShape(input);
        } catch (InvalidSpecException e) {
            List<FieldError> errors =
                    e.errors().stream().map(error -> error.under(path)).toList();
            throw new InvalidSpecException(errors);
        }
    }
}
