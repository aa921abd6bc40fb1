package io.trainyard.engine.device;

/**
 * What a batch showed.
 *
 * @param lossSum sum of the examples' losses
 * @param correct examples whose greatest score was that of their label
 */
public record Outcome(double lossSum, int correct) {}
