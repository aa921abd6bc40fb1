package io.trainyard.engine.graph;

/** What a network is lowered for. */
public enum Purpose {
    /** Forward and back, up to the gradient, with all heads. */
    TRAINING,
    /** Forward to the outputs, without auxiliary classifiers. */
    EVALUATION,
    /** As an evaluation, layer by layer in the network's own order: every value is there to be looked at. */
    INSPECTION
}
