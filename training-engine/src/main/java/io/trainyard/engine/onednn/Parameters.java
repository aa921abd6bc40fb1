package io.trainyard.engine.onednn;

import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;

/**
 * A network's state in flat arrays of floats. Each weight lies there in the layout that the first plan chose for it, with the
 * padding of this layout, which is zero and stays so; whoever reads or writes sees PyTorch's order.
 */
final class Parameters {
    private final Program program;
    private final ParameterLayout layout;
    private final List<Weight> weights = new ArrayList<>();
    private final Map<State, MemorySegment> states = new EnumMap<>(State.class);

    /** A trained tensor wherever it has a copy; it gets a layout with its first use. */
    private static final class Weight {
        final ParameterLayout.Tensor origin;
        final Map<State, Tensor> copies = new EnumMap<>(State.class);
        memory.desc home;
        long[] sides;

        Weight(ParameterLayout.Tensor origin) {
            this.origin = origin;
            sides = origin.spec().shape().stream().mapToLong(Integer::longValue).toArray();
            home = plain();
        }

        memory.desc plain() {
            return Tensor.plain(data_type.f32, sides);
        }
    }

    Parameters(Program program) {
        this.program = program;
        layout = ParameterLayout.of(program.network());
        for (ParameterLayout.Tensor tensor : layout.trained()) weights.add(new Weight(tensor));
    }

    /** Whether a layer has such a tensor. */
    boolean has(int node, Role role) {
        return weights.stream().anyMatch(weight -> isOf(weight, node, role));
    }

    /**
     * A trained tensor or its gradient.
     *
     * @param sides that the primitive sees, of as many numbers as PyTorch's
     * @param wanted its layout, where nobody has asked for the tensor yet
     */
    Tensor tensor(State state, int node, Role role, long[] sides, Supplier<memory.desc> wanted) {
        Weight weight =
                weights.stream().filter(w -> isOf(w, node, role)).findFirst().orElseThrow();
        if (weight.copies.isEmpty()) {
            weight.sides = sides;
            weight.home = wanted.get();
        }
        return weight.copies.computeIfAbsent(state, s -> copy(weight));
    }

    /** One number per channel. */
    Tensor vector(State state, int node, Role role) {
        Weight weight =
                weights.stream().filter(w -> isOf(w, node, role)).findFirst().orElseThrow();
        return tensor(state, node, role, weight.sides, weight::plain);
    }

    private static boolean isOf(Weight weight, int node, Role role) {
        return weight.origin.node() == node && weight.origin.spec().role() == role;
    }

    private static Tensor copy(Weight weight) {
        return new Tensor(weight.home, weight.sides, new Buffer(weight.home.get_size(), Buffer.Life.ELSEWHERE));
    }

    /** The part of the running statistics, or of the batch's, that belongs to a tensor. */
    Tensor statistic(State state, int node, Role role) {
        ParameterLayout.Tensor found = layout.tracked().stream()
                .filter(t -> t.node() == node && t.spec().role() == role)
                .findFirst()
                .orElseThrow();
        long count = found.spec().size();
        Tensor tensor = new Tensor(
                Tensor.plain(data_type.f32, count),
                new long[] {count},
                new Buffer(count * Float.BYTES, Buffer.Life.ELSEWHERE));
        statistics.add(new Statistic(state, tensor, found.offset()));
        return tensor;
    }

    private record Statistic(State state, Tensor tensor, int offset) {}

    private final List<Statistic> statistics = new ArrayList<>();

    /** What evaluations use: the average where one is kept. */
    State evaluated() {
        return program.update().averages() ? State.AVERAGED_PARAMETERS : State.PARAMETERS;
    }

    /** Of a flat array, with the padding of the layouts. */
    long bytes(State state) {
        long parameters = weights.stream()
                .mapToLong(weight -> Tape.aligned(weight.home.get_size()))
                .sum();
        return program.arrays(state)
                * (state.isTracked() ? Tape.aligned((long) layout.statistics() * Float.BYTES) : parameters);
    }

    /** Gives a state its memory, which is zero. */
    void place(State state, MemorySegment memory) {
        states.put(state, memory);
    }

    /** Tells the tensors that plans have asked for where they lie. */
    void placeTensors() {
        long offset = 0;
        for (Weight weight : weights) {
            long at = offset;
            long bytes = weight.home.get_size();
            weight.copies.forEach(
                    (state, tensor) -> tensor.buffer().place(memory(state).asSlice(at, bytes)));
            offset += Tape.aligned(bytes);
        }
        for (Statistic statistic : statistics)
            statistic
                    .tensor()
                    .buffer()
                    .place(memory(statistic.state())
                            .asSlice(
                                    (long) statistic.offset() * Float.BYTES,
                                    statistic.tensor().buffer().bytes()));
    }

    MemorySegment memory(State state) {
        MemorySegment memory = states.get(state);
        if (memory == null) throw new IllegalStateException("no memory was taken for " + state);
        return memory;
    }

    int length(State state) {
        return Math.toIntExact(program.length(state));
    }

    void read(State state, int from, MemorySegment floats) {
        exchange(state, from, floats, false);
    }

    void write(State state, int from, MemorySegment floats) {
        exchange(state, from, floats, true);
        // Until the first step the average is the parameters themselves.
        if (state == State.PARAMETERS && evaluated() == State.AVERAGED_PARAMETERS)
            exchange(State.AVERAGED_PARAMETERS, from, floats, true);
    }

    private void exchange(State state, int from, MemorySegment floats, boolean writes) {
        long count = floats.byteSize() / Float.BYTES;
        Objects.checkFromIndexSize(from, count, length(state));
        if (state.isTracked()) {
            MemorySegment part = memory(state).asSlice((long) from * Float.BYTES, floats.byteSize());
            if (writes) part.copyFrom(floats);
            else floats.copyFrom(part);
            return;
        }
        long place = 0;
        for (long slot = 0; slot < from + count; slot += layout.parameters())
            for (Weight weight : weights) {
                MemorySegment part = memory(state).asSlice(place, weight.home.get_size());
                place += Tape.aligned(part.byteSize());
                long begin = slot + weight.origin.offset() - from;
                long end = slot + weight.origin.end() - from;
                if (end <= 0 || begin >= count) continue;
                if (begin < 0 || end > count)
                    throw new IllegalArgumentException(weight.origin.name() + " is copied as a whole only");
                MemorySegment own = floats.asSlice(begin * Float.BYTES, (end - begin) * Float.BYTES);
                if (writes) Floats.write(own, weight.plain(), part, weight.home);
                else Floats.read(part, weight.home, own, weight.plain());
            }
    }
}
