package io.trainyard.tracker.lifecycle;

/**
 * How long a run is.
 *
 * @param wanted all that it was asked to train
 * @param trained those that it has trained
 */
public record Epochs(int wanted, int trained) {}
