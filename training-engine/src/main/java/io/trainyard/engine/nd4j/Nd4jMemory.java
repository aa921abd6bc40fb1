package io.trainyard.engine.nd4j;

import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import org.nd4j.linalg.api.buffer.DataType;

/** How much memory a program takes. */
final class Nd4jMemory {
    private Nd4jMemory() {}

    static long bytes(Program program, DataType type) {
        long numbers =
                program.evaluationSize() * FlowSizes.of(program.network()).total();
        for (State state : State.values()) numbers += program.length(state);
        return numbers * type.width();
    }
}
