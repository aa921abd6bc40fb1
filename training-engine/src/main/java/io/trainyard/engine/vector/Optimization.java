package io.trainyard.engine.vector;

import io.trainyard.engine.cpu.GradientSum;
import io.trainyard.engine.cpu.ParameterUpdate;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;
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
    private final float[] accumulated;
    private final GradientSum accumulation;
    private final float[][] optimizer;
    private final ParameterUpdate[] updates;
    private final int stretches;

    Optimization(Shared shared, float[][] gradients) {
        Program program = shared.program;
        layout = shared.layout;
        parameters = shared.parameters;
        this.gradients = gradients;
        averaged = new float[program.arrays(State.AVERAGED_PARAMETERS) * layout.length()];
        accumulated = new float[program.arrays(State.ACCUMULATED_GRADIENT) * layout.length()];
        accumulation = new GradientSum(MemorySegment.ofArray(gradients[0]), MemorySegment.ofArray(accumulated));
        optimizer = new float[program.arrays(State.OPTIMIZER)][layout.length()];
        stretches = program.update().clips() ? 1 : program.threads();
        updates = new ParameterUpdate[stretches];
        for (int i = 0; i < stretches; i++) updates[i] = new ParameterUpdate(program, memory(), begin(i), begin(i + 1));
    }

    private ParameterUpdate.Memory memory() {
        return new ParameterUpdate.Memory(
                MemorySegment.ofArray(parameters),
                MemorySegment.ofArray(gradients[0]),
                Stream.of(optimizer).map(MemorySegment::ofArray).toList(),
                MemorySegment.ofArray(averaged));
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

    /** Adds the sum of the strands' gradients to those of the batches before. */
    void collect(int examples) {
        accumulation.add(examples);
    }

    /** Puts the mean over all batches since the last update in the place of the sum. */
    void takeMean() {
        accumulation.takeMean();
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

    /** One number of a state, counted in the canonical order. */
    float get(State state, int i) {
        return array(state, i / layout.parameters())[layout.index(i % layout.parameters())];
    }

    void set(State state, int i, float value) {
        array(state, i / layout.parameters())[layout.index(i % layout.parameters())] = value;
    }

    private float[] array(State state, int slot) {
        return switch (state) {
            case PARAMETERS -> parameters;
            case GRADIENT -> gradients[0];
            case OPTIMIZER -> optimizer[slot];
            case AVERAGED_PARAMETERS -> averaged;
            case ACCUMULATED_GRADIENT -> accumulated;
            case RUNNING_STATISTICS, BATCH_STATISTICS -> throw new IllegalStateException("none are kept");
        };
    }
}
