package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Network;
import io.trainyard.engine.nd4j.Schedule.Tap;
import io.trainyard.engine.nd4j.Schedule.Turn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many numbers flow through a network for one example.
 *
 * @param values of each node that has a turn, and of the image
 * @param gradients of each turn of the training
 * @param spare for a gradient on its way to be added to another
 */
record FlowSizes(Map<Integer, Integer> values, Map<Integer, Integer> gradients, int spare) {
    static FlowSizes of(Network network) {
        Schedule training = Schedule.training(network);
        Map<Integer, Integer> values = new TreeMap<>();
        values.put(Network.IMAGE, network.input().size());
        for (Schedule schedule : List.of(training, Schedule.evaluation(network)))
            for (Turn turn : schedule.turns())
                values.merge(turn.node(), turn.output().size(), Math::max);
        GradientWays ways = new GradientWays(network, training);
        Map<Integer, Integer> gradients = new TreeMap<>();
        int spare = 0;
        for (int i = 0; i < training.turns().size(); i++) {
            Turn turn = training.turns().get(i);
            if (ways.isNeeded(i)) gradients.put(i, turn.output().size());
            for (int input = 0; input < turn.inputs().size(); input++) {
                Tap tap = turn.inputs().get(input);
                if (ways.isNeeded(tap.turn()) && ways.adds(i, input))
                    spare = Math.max(spare, tap.shape().size());
            }
        }
        return new FlowSizes(values, gradients, spare);
    }

    /** All together. */
    long total() {
        return sum(values.values()) + sum(gradients.values()) + spare;
    }

    private static long sum(Collection<Integer> sizes) {
        return sizes.stream().mapToLong(Integer::longValue).sum();
    }
}
