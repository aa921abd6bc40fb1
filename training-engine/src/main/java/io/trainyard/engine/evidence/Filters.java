package io.trainyard.engine.evidence;

import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.device.ParameterLayout.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The weights that are laid over the image itself: what a network looks for first. */
final class Filters {
    private static final int MAX_TILES = 256;

    private Filters() {}

    /** One picture for each filter of the first convolution, or for each unit of a first dense layer; empty if there is none. */
    static Optional<TileSet> of(TrainedNetwork trained) {
        return trained.layout().trained().stream()
                .filter(tensor -> tensor.spec().role() == Role.WEIGHT)
                .findFirst()
                .flatMap(tensor -> shape(trained.network(), tensor)
                        .map(shape -> tiles(tensor.name(), shape, trained.parameters(tensor))));
    }

    private static Optional<Shape> shape(Network network, Tensor tensor) {
        Node node = network.nodes().get(tensor.node());
        if (node.spec() instanceof Dense)
            return node.input().size() == network.input().size() ? Optional.of(network.input()) : Optional.empty();
        List<Integer> sides = tensor.spec().shape();
        return Optional.of(new Shape(sides.get(1), sides.get(2), sides.get(3)));
    }

    private static TileSet tiles(String name, Shape shape, float[] weights) {
        int count = Math.min(MAX_TILES, weights.length / shape.size());
        return new TileSet(name, shape, Arrays.copyOf(weights, count * shape.size()));
    }
}
