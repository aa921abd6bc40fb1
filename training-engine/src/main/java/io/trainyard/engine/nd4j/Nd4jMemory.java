package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.ParameterUpdate;
import io.trainyard.engine.device.ParameterLayout;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import org.nd4j.linalg.api.buffer.DataType;

/** How much memory a program takes. */
final class Nd4jMemory {
    private Nd4jMemory() {}

    static long bytes(Program program, DataType type) {
        ParameterLayout layout = ParameterLayout.of(program.network());
        long numbers =
                program.evaluationSize() * FlowSizes.of(program.network()).total();
        for (State state : State.values()) numbers += length(state, program, layout);
        return numbers * type.width();
    }

    /** Numbers of one kind of state. */
    static long length(State state, Program program, ParameterLayout layout) {
        return switch (state) {
            case PARAMETERS, GRADIENT -> layout.parameters();
            case OPTIMIZER -> (long) ParameterUpdate.slots(program.optimizer()) * layout.parameters();
            case RUNNING_STATISTICS -> layout.statistics();
            case AVERAGED_PARAMETERS -> program.update().averages() ? layout.parameters() : 0;
            case ACCUMULATED_GRADIENT -> program.update().accumulates() ? layout.parameters() : 0;
        };
    }
}
