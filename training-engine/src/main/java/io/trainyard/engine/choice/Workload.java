package io.trainyard.engine.choice;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is to be trained.
 *
 * @param program with any number of threads
 * @param dataBytes that its batches take outside the heap
 * @param sample a batch of real images, for measuring
 * @param state writes the network's state, for measuring
 */
public record Workload(Program program, long dataBytes, Supplier<Batch> sample, Consumer<TrainableNetwork> state) {}
