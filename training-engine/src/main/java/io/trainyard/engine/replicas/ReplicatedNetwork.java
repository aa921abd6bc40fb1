package io.trainyard.engine.replicas;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.CheckedNetwork;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several replicas of a network as one: each computes the gradient of another batch of an update at the same time. The first one
 * collects them in the order of the batches and makes the update, and the others get its parameters. What each batch gives does
 * not depend on who computes it, and sums are made in the same order: the bits are those of one network that accumulates.
 */
public final class ReplicatedNetwork implements TrainableNetwork {
    private static final Outcome NOTHING = new Outcome(0, 0, 0, 0, 0, OptionalInt.empty());

    private final Arena arena = Arena.ofShared();
    private final List<Replica> replicas = new ArrayList<>();
    private final MemorySegment parameters;
    private final List<Given> round = new ArrayList<>();
    private final List<Future<?>> taking = new ArrayList<>();
    private Outcome seen = NOTHING;

    /** A batch that a replica is at work on. */
    private record Given(int examples, StepSettings settings, Future<Outcome> outcome) {}

    private ReplicatedNetwork(ComputeDevice device, Program program, int count) {
        List<BitSet> cores = Cores.shares(Cores.allowed(), count, program.threads());
        parameters = floats(program.length(State.PARAMETERS));
        try {
            for (int i = 0; i < count; i++) {
                boolean first = i == 0;
                Program compiled = first ? program : program.forGradients();
                replicas.add(new Replica(
                        "replica-" + i,
                        cores.isEmpty() ? new BitSet() : cores.get(i),
                        () -> device.compile(compiled),
                        floats(first ? 0 : program.length(State.GRADIENT)),
                        floats(first ? 0 : program.length(State.BATCH_STATISTICS))));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private MemorySegment floats(long count) {
        return count == 0 ? MemorySegment.NULL : arena.allocate(ValueLayout.JAVA_FLOAT, count);
    }

    /**
     * A program on so many replicas.
     *
     * @param program that accumulates, with the threads of one replica
     */
    public static TrainableNetwork compile(ComputeDevice device, Program program, int count) {
        if (count < 2 || !program.update().accumulates())
            throw new IllegalArgumentException(count + " replicas have no batches of an update to share");
        return new CheckedNetwork(program, new ReplicatedNetwork(device, program, count));
    }

    /** Bytes outside the heap that {@link #compile} takes, exactly. */
    public static long bytes(ComputeDevice device, Program program, int count) {
        long copies = Float.BYTES * (program.length(State.GRADIENT) + program.length(State.BATCH_STATISTICS));
        return device.bytes(program)
                + Float.BYTES * program.length(State.PARAMETERS)
                + (count - 1) * (device.bytes(program.forGradients()) + copies);
    }

    /** Bytes of the heap that {@link #compile} takes at most. */
    public static long bytesOnHeap(ComputeDevice device, Program program, int count) {
        return device.bytesOnHeap(program) + (count - 1) * device.bytesOnHeap(program.forGradients());
    }

    private Replica first() {
        return replicas.getFirst();
    }

    private List<Replica> others() {
        return replicas.subList(1, replicas.size());
    }

    @Override
    public int batchesAtOnce() {
        return replicas.size();
    }

    @Override
    public void accumulate(Batch batch, StepSettings settings) {
        Replica next = replicas.get(round.size());
        round.add(new Given(batch.size(), settings, next.beginGradient(batch, settings)));
        if (round.size() == replicas.size()) endRound();
    }

    /** Waits until nobody is at work, and collects what the round's batches gave, in their order. */
    private void endRound() {
        awaitAll();
        for (int i = 0; i < round.size(); i++) {
            Given given = round.get(i);
            seen = seen.plus(Replica.result(given.outcome()));
            if (isBad()) continue;
            Replica from = replicas.get(i);
            Replica.result(first().begin(Executors.callable(() -> collect(from, given))));
        }
        round.clear();
    }

    private void collect(Replica from, Given given) {
        if (from != first()) from.give(first().network());
        first().network().collect(given.examples(), given.settings());
        seen = seen.plus(first().network().takeOutcome());
    }

    private boolean isBad() {
        return seen.firstBadStep().isPresent();
    }

    /** Throws what the first that failed has thrown, once nobody is at work any more. */
    private void awaitAll() {
        List<Future<?>> all = new ArrayList<>(taking);
        round.forEach(given -> all.add(given.outcome()));
        taking.clear();
        Optional<Throwable> failure = Optional.empty();
        for (Future<?> work : all) {
            try {
                Replica.result(work);
            } catch (RuntimeException | Error e) {
                if (failure.isEmpty()) failure = Optional.of(e);
            }
        }
        if (failure.isEmpty()) return;
        round.clear();
        if (failure.get() instanceof Error error) throw error;
        throw (RuntimeException) failure.get();
    }

    @Override
    public void update(StepSettings settings) {
        endRound();
        if (isBad()) return;
        onFirst(() -> first().network().update(settings));
        seen = seen.plus(first().network().takeOutcome());
        share();
    }

    /** Gives all the parameters of the first; each takes them before anything else that it is given to do. */
    private void share() {
        first().network().read(State.PARAMETERS, 0, parameters);
        for (Replica replica : others())
            taking.add(
                    replica.begin(Executors.callable(() -> replica.network().write(State.PARAMETERS, 0, parameters))));
    }

    private void onFirst(Runnable work) {
        Replica.result(first().begin(Executors.callable(work)));
    }

    @Override
    public void step(Batch batch, StepSettings settings) {
        endRound();
        if (isBad()) return;
        onFirst(() -> first().network().step(batch, settings));
        seen = seen.plus(first().network().takeOutcome());
        share();
    }

    @Override
    public void gradient(Batch batch, StepSettings settings) {
        endRound();
        onFirst(() -> first().network().gradient(batch, settings));
        seen = seen.plus(first().network().takeOutcome());
    }

    @Override
    public void collect(int examples, StepSettings settings) {
        endRound();
        if (isBad()) return;
        onFirst(() -> first().network().collect(examples, settings));
        seen = seen.plus(first().network().takeOutcome());
    }

    /** Of the rounds that are complete. */
    @Override
    public Outcome takeOutcome() {
        Outcome taken = seen;
        seen = NOTHING;
        return taken;
    }

    @Override
    public void evaluate(Batch batch, float[] outputs) {
        endRound();
        onFirst(() -> first().network().evaluate(batch, outputs));
    }

    @Override
    public void inspect(Batch batch, float[] outputs) {
        endRound();
        onFirst(() -> first().network().inspect(batch, outputs));
    }

    @Override
    public Optional<float[]> activation(int node) {
        return first().network().activation(node);
    }

    @Override
    public int length(State state) {
        return first().network().length(state);
    }

    @Override
    public void read(State state, int from, MemorySegment floats) {
        endRound();
        first().network().read(state, from, floats);
    }

    @Override
    public void write(State state, int from, MemorySegment floats) {
        endRound();
        for (Replica replica : state == State.PARAMETERS ? replicas : List.of(first()))
            replica.network().write(state, from, floats);
    }

    @Override
    public void stopWhen(Stop stop) {
        endRound();
        for (Replica replica : replicas) replica.network().stopWhen(stop);
    }

    @Override
    public void close() {
        try {
            awaitAll();
        } catch (RuntimeException | Error e) {
            // Whoever has not asked for what is at work does not want it; all are at rest now.
            round.clear();
        }
        replicas.forEach(Replica::close);
        arena.close();
    }
}
