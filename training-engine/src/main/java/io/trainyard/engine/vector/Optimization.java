package io.trainyard.engine.vector;

import io.trainyard.engine.cpu.ParameterUpdate;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * The end of a step: the strands' gradients are added in their order, and the parameters updated. Each thread does this for
 * a stretch of the arrays, unless the norm of the whole gradient must be known first.
 */
final class Optimization {
    private final Layout layout;
    private final float[] parameters;
    private final float[][] gradients;
    private final float[] averaged;
    private final int slots;
    private final float[][] optimizer;
    private final ParameterUpdate[] updates;
    private final int stretches;

    Optimization(Plan plan, float[][] gradients) {
        Program program = plan.program;
        layout = plan.layout;
        parameters = plan.parameters;
        this.gradients = gradients;
        averaged = new float[program.update().averages() ? layout.length() : 0];
        slots = ParameterUpdate.slots(program.optimizer());
        stretches = program.update().clips() ? 1 : program.threads();
        optimizer = new float[stretches][];
        updates = new ParameterUpdate[stretches];
        for (int i = 0; i < stretches; i++) {
            optimizer[i] = new float[slots * (begin(i + 1) - begin(i))];
            updates[i] = new ParameterUpdate(program, memory(i));
        }
    }

    private ParameterUpdate.Memory memory(int stretch) {
        return new ParameterUpdate.Memory(
                part(parameters, stretch),
                part(gradients[0], stretch),
                MemorySegment.ofArray(optimizer[stretch]),
                averaged.length == 0 ? MemorySegment.ofArray(averaged) : part(averaged, stretch));
    }

    private MemorySegment part(float[] array, int stretch) {
        long begin = begin(stretch) * (long) Float.BYTES;
        return MemorySegment.ofArray(array).asSlice(begin, begin(stretch + 1) * (long) Float.BYTES - begin);
    }

    /** Where a stretch begins. */
    private int begin(int stretch) {
        return (int) ((long) layout.length() / Lanes.COUNT * stretch / stretches) * Lanes.COUNT;
    }

    /** Adds the gradients up into the first one. */
    void sum(int stretch) {
        if (stretch >= stretches) return;
        int end = begin(stretch + 1);
        float[] sum = gradients[0];
        for (int i = begin(stretch); i < end; i += Lanes.COUNT) {
            FloatVector total = Lanes.load(sum, i);
            for (int j = 1; j < gradients.length; j++) total = total.add(Lanes.load(gradients[j], i));
            total.intoArray(sum, i);
        }
    }

    void update(int stretch, StepSettings settings) {
        if (stretch < stretches) updates[stretch].step(settings);
    }

    /** Whether the last update left finite numbers only. */
    boolean isFinite() {
        for (ParameterUpdate update : updates) if (!update.isFinite()) return false;
        return true;
    }

    boolean averages() {
        return averaged.length > 0;
    }

    /** Exchanges parameters and averaged parameters. */
    void swap() {
        for (int i = 0; i < averaged.length; i++) {
            float parameter = parameters[i];
            parameters[i] = averaged[i];
            averaged[i] = parameter;
        }
    }

    /** Length of a state in the canonical order. */
    int length(State state) {
        return switch (state) {
            case PARAMETERS, GRADIENT -> layout.parameters();
            case OPTIMIZER -> slots * layout.parameters();
            case AVERAGED_PARAMETERS -> averages() ? layout.parameters() : 0;
            case RUNNING_STATISTICS -> 0;
        };
    }

    /** One number of a state, counted in the canonical order. */
    float get(State state, int i) {
        int index = layout.index(i % layout.parameters());
        return array(state, index)[at(state, i / layout.parameters(), index)];
    }

    void set(State state, int i, float value) {
        int index = layout.index(i % layout.parameters());
        array(state, index)[at(state, i / layout.parameters(), index)] = value;
    }

    private float[] array(State state, int index) {
        return switch (state) {
            case PARAMETERS -> parameters;
            case GRADIENT -> gradients[0];
            case OPTIMIZER -> optimizer[stretch(index)];
            case AVERAGED_PARAMETERS -> averaged;
            case RUNNING_STATISTICS -> throw new IllegalStateException("none are kept");
        };
    }

    /** A stretch of the optimizer's arrays holds its slots one behind the other. */
    private int at(State state, int slot, int index) {
        if (state != State.OPTIMIZER) return index;
        int begin = begin(stretch(index));
        return slot * (begin(stretch(index) + 1) - begin) + index - begin;
    }

    private int stretch(int index) {
        int stretch = 0;
        while (begin(stretch + 1) <= index) stretch++;
        return stretch;
    }
}
