package io.trainyard.engine.device;

/**
 * What changes from step to step.
 *
 * @param learningRate of this step
 * @param seed of the run, for dropout
 * @param epoch from 1
 * @param step within the epoch, from 0
 * @param update steps of the run before this one, which some optimizers count
 */
public record StepSettings(double learningRate, long seed, int epoch, int step, long update) {}
