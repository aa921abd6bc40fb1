package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.StepSettings;

/**
 * A pass whose input goes elsewhere too: its gradient is added to what the others have left.
 *
 * @param own where the pass writes
 * @param sum where all are added up
 */
record AddedPass(Pass pass, Values own, Values sum) implements Pass {
    @Override
    public void forward() {
        pass.forward();
    }

    @Override
    public void forwardTraining(StepSettings settings) {
        pass.forwardTraining(settings);
    }

    @Override
    public void backward() {
        pass.backward();
        for (long i = 0; i < own.length(); i++) sum.add(i, own.get(i));
    }
}
