package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import java.util.Optional;

/** Why a network cannot be run. */
final class Objections {
    private Objections() {}

    static Optional<String> to(Network network) {
        Schedule schedule = Schedule.training(network);
        GradientWays ways = new GradientWays(network, schedule);
        if (!schedule.heads().stream().allMatch(head -> ways.isNeeded(head.turn())))
            return Optional.of("finds nothing to learn: no layer on the way to the output has parameters");
        return network.nodes().stream()
                .map(Network.Node::spec)
                .filter(spec -> !isKnown(spec))
                .findFirst()
                .map(spec -> "knows no " + spec.type() + " layer");
    }

    private static boolean isKnown(LayerSpec spec) {
        return switch (spec) {
            case LayerSpec.BatchNormalization x -> false;
            case LayerSpec.LocalResponseNormalization x -> false;
            case LayerSpec.AdaptiveAveragePooling x -> false;
            case LayerSpec.GlobalAveragePooling x -> false;
            case LayerSpec.Padding x -> false;
            case LayerSpec.Concat x -> false;
            case LayerSpec.Add x -> false;
            default -> true;
        };
    }
}
