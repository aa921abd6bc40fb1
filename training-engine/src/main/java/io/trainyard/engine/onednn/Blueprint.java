package io.trainyard.engine.onednn;

import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.graph.Purpose;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/**
 * A program's plans before and after they get memory. All plans of a program work in one memory, for only one of them runs at a
 * time.
 */
final class Blueprint implements AutoCloseable {
    private final Program program;
    private final Tally tally;
    private final Parameters parameters;
    private final Arena arena = Arena.ofShared();
    private final List<PointerScope> scopes = new ArrayList<>();
    private final Plan training;
    private final Plan evaluation;
    private MemorySegment workspace = MemorySegment.NULL;

    /** Describes the plans for whole batches, which takes no memory for tensors yet. */
    Blueprint(Program program, Tally tally) {
        this.program = program;
        this.tally = tally;
        parameters = new Parameters(program);
        // The first plan chooses the layouts of the parameters: the one that matters most.
        training = plan(program.batchSize(), Purpose.TRAINING);
        evaluation = plan(program.evaluationSize(), Purpose.EVALUATION);
    }

    private Plan plan(int batchSize, Purpose purpose) {
        try (PointerScope scope = new PointerScope()) {
            // Survives the end of this block: what the plan is made of is freed when the blueprint is closed.
            scope.extend();
            scopes.add(scope);
            return new Plan(program, batchSize, parameters, purpose, tally);
        }
    }

    /** Of all memory that {@link #build} takes. */
    long bytes() {
        long bytes = workspaceBytes()
                + training.tape().lastingBytes()
                + evaluation.tape().lastingBytes();
        for (State state : State.values()) bytes += parameters.bytes(state);
        return bytes;
    }

    private long workspaceBytes() {
        return Math.max(training.tape().workspaceBytes(), evaluation.tape().workspaceBytes());
    }

    void build() {
        workspace = OneDnn.allocate(arena, workspaceBytes());
        for (State state : State.values()) parameters.place(state, OneDnn.allocate(arena, parameters.bytes(state)));
        prepare(training);
        prepare(evaluation);
    }

    /** One more plan: for a smaller batch, or for an inspection. */
    Plan add(int batchSize, Purpose purpose) {
        Plan plan = plan(batchSize, purpose);
        prepare(plan);
        return plan;
    }

    private void prepare(Plan plan) {
        parameters.placeTensors();
        long wanted = plan.tape().workspaceBytes();
        MemorySegment memory = wanted <= workspace.byteSize() ? workspace : OneDnn.allocate(arena, wanted);
        try (PointerScope scope = new PointerScope()) {
            scope.extend();
            scopes.add(scope);
            plan.tape().prepare(memory, arena);
        }
    }

    Plan training() {
        return training;
    }

    Plan evaluation() {
        return evaluation;
    }

    Parameters parameters() {
        return parameters;
    }

    /** Is closed with the blueprint. */
    Arena arena() {
        return arena;
    }

    @Override
    public void close() {
        if (!arena.scope().isAlive()) return;
        scopes.forEach(PointerScope::close);
        scopes.clear();
        arena.close();
    }
}
