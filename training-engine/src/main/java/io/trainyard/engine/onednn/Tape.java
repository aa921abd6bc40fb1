package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.Stop;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.jspecify.annotations.Nullable;

/** Instructions in the order of a run, and the memory of the tensors between them. */
final class Tape {
    private static final long ALIGNMENT = 64;

    private final List<Instruction> instructions = new ArrayList<>();
    private final Set<Buffer> buffers = new LinkedHashSet<>();
    /** Where buffers lie in the workspace; made when it is asked for, for all instructions so far. */
    private Optional<List<Placed>> places = Optional.empty();

    private Instruction[] sequence = {};
    private MemorySegment.@Nullable Scope lifetime;

    /** The next instruction. */
    void add(Instruction instruction) {
        places = Optional.empty();
        int index = instructions.size();
        instructions.add(instruction);
        for (Tensor tensor : instruction.tensors()) {
            Buffer buffer = tensor.buffer().whole();
            buffers.add(buffer);
            buffer.use(index);
        }
    }

    /** The numbers of a tensor in a layout that somebody needs: the tensor itself, or a copy in that layout. */
    Tensor inLayout(Tensor tensor, memory.desc wanted) {
        if (tensor.isLaidOutAs(wanted)) return tensor;
        Tensor copy = Tensor.of(wanted, tensor.sides());
        copy(tensor, copy);
        return copy;
    }

    /** The numbers of a tensor one behind the other. */
    Tensor inPlainLayout(Tensor tensor, data_type type) {
        return inLayout(tensor, Tensor.plain(type, tensor.sides()));
    }

    void copy(Tensor from, Tensor to) {
        primitive_desc_base description = new reorder.primitive_desc(
                OneDnn.ENGINE, from.layout(), OneDnn.ENGINE, to.layout(), Primitive.attributes(), false);
        add(new Primitive(description).with(DNNL_ARG_FROM, from).with(DNNL_ARG_TO, to));
    }

    /** Bytes that a run needs for what it forgets afterwards. */
    long workspaceBytes() {
        return places().stream().mapToLong(Placed::end).max().orElse(0);
    }

    /** Bytes that must stay untouched between runs. */
    long lastingBytes() {
        return lasting().stream().mapToLong(buffer -> aligned(buffer.bytes())).sum();
    }

    /**
     * Gives every tensor its memory and makes the primitives executable.
     *
     * @param arena of what must stay untouched between runs
     */
    void prepare(MemorySegment workspace, Arena arena) {
        for (Placed placed : places())
            placed.buffer()
                    .place(workspace.asSlice(placed.offset(), placed.buffer().bytes()));
        MemorySegment lasting = OneDnn.allocate(arena, lastingBytes());
        long offset = 0;
        for (Buffer buffer : lasting()) {
            buffer.place(lasting.asSlice(offset, buffer.bytes()));
            offset += aligned(buffer.bytes());
        }
        Memories memories = new Memories(arena);
        for (Instruction instruction : instructions) instruction.prepare(memories);
        sequence = instructions.toArray(Instruction[]::new);
        lifetime = arena.scope();
    }

    void run(Batch batch, StepSettings settings, Stop stop) {
        if (lifetime == null || !lifetime.isAlive()) throw new IllegalStateException("the tape has no memory");
        for (Instruction instruction : sequence) {
            stop.check();
            instruction.run(batch, settings);
        }
    }

    List<String> names() {
        return instructions.stream().map(Instruction::name).toList();
    }

    private List<Buffer> lasting() {
        return buffers.stream()
                .filter(buffer -> buffer.life() == Buffer.Life.ALWAYS)
                .toList();
    }

    private List<Placed> places() {
        List<Placed> found = places.orElseGet(this::place);
        places = Optional.of(found);
        return found;
    }

    /** The greatest buffers first, each at the lowest place that is free while it is needed. */
    private List<Placed> place() {
        List<Buffer> open = new ArrayList<>(buffers);
        open.removeAll(replace());
        open.removeIf(buffer -> switch (buffer.life()) {
            case ALWAYS, ELSEWHERE, BORROWED -> true;
            case WHILE_USED, TO_THE_END -> false;
        });
        open.sort(Comparator.comparingLong(Buffer::bytes).reversed());
        buffers.forEach(Buffer::unsettle);
        open.forEach(Buffer::settle);
        List<Placed> placed = new ArrayList<>();
        for (Buffer buffer : open) {
            long offset = 0;
            for (Placed other : placed) {
                if (!other.buffer().overlaps(buffer)) continue;
                if (offset + aligned(buffer.bytes()) <= other.offset()) break;
                offset = Math.max(offset, other.end());
            }
            insert(new Placed(buffer, offset), placed);
        }
        return placed;
    }

    /** Behind those that begin before it or where it does. */
    private static void insert(Placed buffer, List<Placed> inOrder) {
        int at = inOrder.size();
        while (at > 0 && inOrder.get(at - 1).offset() > buffer.offset()) at--;
        inOrder.add(at, buffer);
    }

    /** Lets tensors be written over others that are needed no more. Returns the buffers that have no place of their own then. */
    private Set<Buffer> replace() {
        Set<Buffer> replacing = new HashSet<>();
        for (Instruction instruction : instructions)
            instruction.replacement().ifPresent(pair -> {
                Buffer old = pair.old().buffer();
                if (old == old.whole()) old.replaceBy(pair.replacing().buffer());
                old.replacing().ifPresent(replacing::add);
            });
        return replacing;
    }

    private record Placed(Buffer buffer, long offset) {
        long end() {
            return offset + aligned(buffer.bytes());
        }
    }

    static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
