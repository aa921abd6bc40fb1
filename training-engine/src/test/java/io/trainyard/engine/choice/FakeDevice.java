package io.trainyard.engine.choice;

import io.trainyard.contract.Device;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToLongFunction;

/**
 * Trains nothing, but moves a clock.
 *
 * @param stepNanos that a step takes with so many threads
 * @param compiled how often it was asked to compile
 */
record FakeDevice(
        Device id,
        String name,
        Optional<String> reason,
        long bytes,
        IntToLongFunction stepNanos,
        AtomicInteger compiled)
        implements ComputeDevice {
    /** Moved by the steps of all devices. */
    static final AtomicLong CLOCK = new AtomicLong();

    /** On a machine that nobody else uses, at a moment that lasts. */
    static final Instruments INSTRUMENTS =
            new Instruments(CLOCK::get, InstantSource.fixed(Instant.parse("2026-05-04T12:00:00Z")), OtherWork.NONE);

    static FakeDevice of(Device id, IntToLongFunction stepNanos) {
        return new FakeDevice(id, "fake " + id, Optional.empty(), 1000, stepNanos, new AtomicInteger());
    }

    FakeDevice objecting(String objection) {
        return new FakeDevice(id, name, Optional.of(objection), bytes, stepNanos, compiled);
    }

    FakeDevice called(String other) {
        return new FakeDevice(id, other, reason, bytes, stepNanos, compiled);
    }

    FakeDevice taking(long memory) {
        return new FakeDevice(id, name, reason, memory, stepNanos, compiled);
    }

    @Override
    public Optional<String> objection(Program program) {
        return reason;
    }

    @Override
    public long bytes(Program program) {
        return bytes;
    }

    @Override
    public TrainableNetwork compile(Program program) {
        compiled.incrementAndGet();
        return new FakeNetwork(stepNanos.applyAsLong(program.threads()));
    }

    private record FakeNetwork(long nanos) implements TrainableNetwork {
        @Override
        public void step(Batch batch, StepSettings settings) {
            CLOCK.addAndGet(nanos);
        }

        @Override
        public void collect(int examples, StepSettings settings) {}

        @Override
        public void update(StepSettings settings) {}

        @Override
        public void gradient(Batch batch, StepSettings settings) {}

        @Override
        public Outcome takeOutcome() {
            return new Outcome(0, 0, 0, 0, 0, OptionalInt.empty());
        }

        @Override
        public void evaluate(Batch batch, float[] outputs) {}

        @Override
        public void inspect(Batch batch, float[] outputs) {}

        @Override
        public int length(State state) {
            return 0;
        }

        @Override
        public void read(State state, int from, MemorySegment floats) {}

        @Override
        public void write(State state, int from, MemorySegment floats) {}

        @Override
        public Optional<float[]> activation(int node) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
