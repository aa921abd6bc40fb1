package io.trainyard.engine.replicas;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A network with a thread of its own, which does one thing after the other. */
final class Replica implements AutoCloseable {
    private final ExecutorService thread;
    private final TrainableNetwork network;
    private final MemorySegment gradient;
    private final MemorySegment statistics;

    /**
     * Compiles the network.
     *
     * @param cores to keep to; empty for any
     * @param gradient gets a copy of each gradient, unless it has no room
     * @param statistics of each batch likewise
     */
    Replica(
            String name,
            BitSet cores,
            Supplier<TrainableNetwork> compiler,
            MemorySegment gradient,
            MemorySegment statistics) {
        this.gradient = gradient;
        this.statistics = statistics;
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        try {
            // What a device starts for the whole process must not keep to these cores, so they come last.
            network = result(begin(compiler::get));
            if (!cores.isEmpty()) result(begin(Executors.callable(() -> Cores.keepTo(cores))));
        } catch (RuntimeException | Error e) {
            thread.shutdown();
            throw e;
        }
    }

    /** To be asked while the replica has nothing to do. */
    TrainableNetwork network() {
        return network;
    }

    /** Begins with something, behind what was begun before. */
    <T> Future<T> begin(Callable<T> work) {
        return thread.submit(work);
    }

    /** Begins with the gradient of a batch, which must stay as it is until the end. */
    Future<Outcome> beginGradient(Batch batch, StepSettings settings) {
        return begin(() -> {
            network.gradient(batch, settings);
            copy(State.GRADIENT, gradient);
            copy(State.BATCH_STATISTICS, statistics);
            return network.takeOutcome();
        });
    }

    private void copy(State state, MemorySegment copy) {
        if (copy.byteSize() > 0) network.read(state, 0, copy);
    }

    /** Gives another network the newest gradient, as if it had computed that. */
    void give(TrainableNetwork other) {
        other.write(State.GRADIENT, 0, gradient);
        if (statistics.byteSize() > 0) other.write(State.BATCH_STATISTICS, 0, statistics);
    }

    /** Waits for the end; what it threw is thrown here. An interrupt does not end the waiting. */
    static <T> T result(Future<T> work) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) throw thrown;
            if (e.getCause() instanceof Error thrown) throw thrown;
            throw new IllegalStateException("a replica failed", e.getCause());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        result(begin(Executors.callable(network::close)));
        thread.shutdown();
    }
}
