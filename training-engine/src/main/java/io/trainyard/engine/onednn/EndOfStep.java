package io.trainyard.engine.onednn;

import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import java.util.List;

/** Closes the sum of a step's losses. */
record EndOfStep(Tally tally) implements Instruction {
    @Override
    public List<Tensor> tensors() {
        return List.of();
    }

    @Override
    public void run(Batch batch, StepSettings settings) {
        tally.endStep(settings.step(), batch.size());
    }

    @Override
    public String name() {
        return "end of step";
    }
}
