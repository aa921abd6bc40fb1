package io.trainyard.engine.onednn;

import io.trainyard.engine.cpu.ParameterUpdate;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;

/** The end of a step, in stretches of the parameters that the threads take one after the other. */
final class Update {
    private final ParameterUpdate[] stretches;
    private final SharedWork work;
    private final int threads;
    private StepSettings settings = new StepSettings(0, 0, 0, 0, 0);

    Update(Program program, Blueprint blueprint) {
        Parameters parameters = blueprint.parameters();
        ParameterUpdate.Memory memory = new ParameterUpdate.Memory(
                parameters.memory(State.PARAMETERS),
                parameters.memory(State.GRADIENT),
                parameters.memory(State.OPTIMIZER),
                parameters.memory(State.AVERAGED_PARAMETERS));
        stretches = ParameterUpdate.stretches(program, memory).toArray(ParameterUpdate[]::new);
        work = new SharedWork(stretches.length, stretch -> stretches[stretch].step(settings), blueprint.arena());
        threads = program.threads();
    }

    /** Returns whether everything is still finite. */
    boolean step(StepSettings now) {
        settings = now;
        work.run(threads);
        for (ParameterUpdate stretch : stretches) if (!stretch.isFinite()) return false;
        return true;
    }
}
