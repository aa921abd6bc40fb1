package io.trainyard.benchmarks;

import java.util.OptionalDouble;

/**
 * How fast something went.
 *
 * @param imagesPerSecond trained
 * @param bytesPerStep taken from the Java heap, by all threads; empty where other things are done beside
 * @param evaluationShare of the time; empty where nothing is evaluated
 */
record Rate(double imagesPerSecond, OptionalDouble bytesPerStep, OptionalDouble evaluationShare) {}
