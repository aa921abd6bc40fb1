package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The memory of what flows through a network, for the largest batch. All plans share it: smaller batches use the beginning
 * of each part, and evaluations the same as training.
 */
final class FlowMemory {
    private final Map<Integer, Storage> values = new HashMap<>();
    private final Map<Integer, Storage> gradients = new HashMap<>();
    private final Storage spare;

    FlowMemory(FlowSizes sizes, long batchSize, Buffers buffers) {
        sizes.values().forEach((node, size) -> values.put(node, buffers.array(batchSize * size)));
        sizes.gradients().forEach((turn, size) -> gradients.put(turn, buffers.array(batchSize * size)));
        spare = buffers.array(batchSize * sizes.spare());
    }

    Flow image(int batch, Shape shape) {
        return new Flow(batch, shape, storage(values, Network.IMAGE), Optional.empty()).as(shape);
    }

    /** What a node gives, with room for the gradient by it if there is a turn to learn from it. */
    Flow output(int batch, Schedule.Turn turn, Optional<Integer> learningTurn) {
        Optional<Storage> gradient = learningTurn.map(index -> storage(gradients, index));
        return new Flow(batch, turn.output(), storage(values, turn.node()), gradient).as(turn.output());
    }

    /** Room for a gradient that is then added to the one of a flow. */
    Flow spare(Flow flow) {
        return flow.with(Optional.of(spare)).as(flow.shape());
    }

    private static Storage storage(Map<Integer, Storage> storages, int key) {
        Storage found = storages.get(key);
        if (found == null) throw new IllegalStateException("no memory was taken for " + key);
        return found;
    }
}
