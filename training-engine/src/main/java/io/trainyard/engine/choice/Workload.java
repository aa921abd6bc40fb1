package io.trainyard.engine.choice;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.device.TrainableNetwork;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is to be trained.
 *
 * @param program with any number of threads
 * @param dataBytes that its batches, and what its state is written with, take outside the heap
 * @param sample a batch of real images, for measuring
 * @param state writes the network's state, for measuring
 * @param stop whether nobody waits for it any more
 */
public record Workload(
        Program program, long dataBytes, Supplier<Batch> sample, Consumer<TrainableNetwork> state, Stop stop) {
    /** That is waited for to its end. */
    public Workload(Program program, long dataBytes, Supplier<Batch> sample, Consumer<TrainableNetwork> state) {
        this(program, dataBytes, sample, state, Stop.NEVER);
    }

    /** On a candidate, with its state; to be closed by the caller. */
    public TrainableNetwork begin(Candidate candidate) {
        stop.check();
        TrainableNetwork network = candidate.compile();
        try {
            network.stopWhen(stop);
            state.accept(network);
            return network;
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }
}
