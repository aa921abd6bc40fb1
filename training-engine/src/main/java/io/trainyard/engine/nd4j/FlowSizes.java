package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Network;
import io.trainyard.engine.graph.Fusion;
import io.trainyard.engine.graph.GradientWays;
import io.trainyard.engine.graph.Graph;
import io.trainyard.engine.graph.Operation;
import io.trainyard.engine.graph.Purpose;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many numbers flow through a network for one example.
 *
 * @param values of each value that has memory of its own, and of the image
 * @param gradients by each of them that something before learns from
 * @param spare for a gradient on its way to be added to another
 */
record FlowSizes(Map<Integer, Integer> values, Map<Integer, Integer> gradients, int spare) {
    static FlowSizes of(Network network) {
        Graph training = Graph.of(network, Purpose.TRAINING, Fusion.NONE);
        Map<Integer, Integer> values = new TreeMap<>();
        values.put(Network.IMAGE, network.input().size());
        for (Graph graph : List.of(training, Graph.of(network, Purpose.INSPECTION, Fusion.NONE)))
            for (Operation operation : graph.operations())
                if (!graph.isView(operation))
                    values.merge(operation.output(), operation.shape().size(), Math::max);
        Map<Integer, Integer> gradients = new TreeMap<>();
        for (Operation operation : training.operations())
            if (!training.isView(operation) && training.isTrained(operation.output()))
                gradients.put(operation.output(), operation.shape().size());
        return new FlowSizes(values, gradients, spare(training, gradients));
    }

    private static int spare(Graph training, Map<Integer, Integer> gradients) {
        GradientWays ways = new GradientWays(training);
        int spare = 0;
        for (int i = 0; i < training.operations().size(); i++) {
            List<Integer> inputs = training.operations().get(i).inputs();
            for (int input = 0; input < inputs.size(); input++)
                if (ways.adds(i, input))
                    spare = Math.max(spare, gradients.getOrDefault(training.source(inputs.get(input)), 0));
        }
        return spare;
    }

    /** All together. */
    long total() {
        return sum(values.values()) + sum(gradients.values()) + spare;
    }

    private static long sum(Collection<Integer> sizes) {
        return sizes.stream().mapToLong(Integer::longValue).sum();
    }
}
