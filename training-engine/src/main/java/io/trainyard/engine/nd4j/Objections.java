package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Network;
import java.util.Optional;

/** Why a network cannot be run. */
final class Objections {
    private Objections() {}

    static Optional<String> to(Network network) {
        Schedule schedule = Schedule.training(network);
        GradientWays ways = new GradientWays(network, schedule);
        boolean learns = schedule.heads().stream().allMatch(head -> ways.isNeeded(head.turn()));
        return learns
                ? Optional.empty()
                : Optional.of("finds nothing to learn: no layer on the way to an output has parameters");
    }
}
