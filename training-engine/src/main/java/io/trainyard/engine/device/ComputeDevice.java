package io.trainyard.engine.device;

import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.network.Network;

/** Something that networks are trained on. */
public interface ComputeDevice {
    /** For people, such as {@code ND4J CPU, 2 threads}. */
    String name();

    /** Prepares a network for training; its parameters are zero until they are imported. */
    TrainableNetwork compile(Network network, OptimizerSpec optimizer);
}
