package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.graph.Operation;
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
        sizes.values().forEach((value, size) -> values.put(value, buffers.array(batchSize * size)));
        sizes.gradients().forEach((value, size) -> gradients.put(value, buffers.array(batchSize * size)));
        spare = buffers.array(batchSize * sizes.spare());
    }

    Flow image(int batch, Shape shape) {
        return new Flow(batch, shape, storage(values, Network.IMAGE), Optional.empty()).as(shape);
    }

    /** What an operation gives, with room for the gradient by it if something learns from it. */
    Flow output(int batch, Operation operation, boolean learns) {
        int value = operation.output();
        Optional<Storage> gradient = learns ? Optional.of(storage(gradients, value)) : Optional.empty();
        return new Flow(batch, operation.shape(), storage(values, value), gradient).as(operation.shape());
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
