package io.trainyard.engine.nd4j;

/**
 * Where a pass stands.
 *
 * @param node index in the network, which names its random numbers
 * @param input what it takes, seen in the shape that it expects
 * @param output what it gives
 */
record Site(int node, Flow input, Flow output, Tensors tensors) {}
