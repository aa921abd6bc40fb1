package io.trainyard.engine;

/**
 * How far an epoch has come.
 *
 * @param epoch from 1
 * @param step optimizer updates of this epoch so far
 * @param steps of the whole epoch
 * @param trainLoss mean over the epoch's examples so far
 * @param trainAccuracy of the epoch's examples so far, each before its update
 * @param imagesPerSecond over the epoch so far
 */
public record StepProgress(
        int epoch, int step, int steps, double trainLoss, double trainAccuracy, double imagesPerSecond) {}
