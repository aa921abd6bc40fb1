package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.TensorSpec.Role;
import java.util.Map;
import java.util.Optional;

/**
 * A node's tensors in their shapes, the gradients by those that are trained, and what the newest batch has of those that are
 * tracked: parts of the network's flat arrays.
 */
record Tensors(Map<Role, Storage> all, Map<Role, Storage> gradients, Map<Role, Storage> batch) {
    static final Tensors NONE = new Tensors(Map.of(), Map.of(), Map.of());

    Storage get(Role role) {
        return find(role).orElseThrow();
    }

    Optional<Storage> find(Role role) {
        return Optional.ofNullable(all.get(role));
    }

    Storage gradient(Role role) {
        return findGradient(role).orElseThrow();
    }

    Optional<Storage> findGradient(Role role) {
        return Optional.ofNullable(gradients.get(role));
    }

    Storage ofBatch(Role role) {
        return Optional.ofNullable(batch.get(role)).orElseThrow();
    }
}
