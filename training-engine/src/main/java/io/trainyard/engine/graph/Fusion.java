package io.trainyard.engine.graph;

import io.trainyard.contract.network.Network;

/** What a device computes together. */
public interface Fusion {
    /** Each layer alone. */
    Fusion NONE = new Fusion() {};

    /** Whether a ReLU behind this layer is computed with it. */
    default boolean rectifies(Network.Node node) {
        return false;
    }

    /** Whether a bias that a batch normalisation behind it takes away is not added while training. */
    default boolean leavesOutBiases() {
        return false;
    }
}
