package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Network;
import io.trainyard.engine.graph.Fusion;
import io.trainyard.engine.graph.Graph;
import io.trainyard.engine.graph.Purpose;
import java.util.Optional;

/** Why a network cannot be run. */
final class Objections {
    private Objections() {}

    static Optional<String> to(Network network) {
        Graph graph = Graph.of(network, Purpose.TRAINING, Fusion.NONE);
        boolean learns = graph.heads().stream().allMatch(graph::isTrained);
        return learns
                ? Optional.empty()
                : Optional.of("finds nothing to learn: no layer on the way to an output has parameters");
    }
}
