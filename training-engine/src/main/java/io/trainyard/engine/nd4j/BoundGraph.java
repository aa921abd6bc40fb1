package io.trainyard.engine.nd4j;

import io.trainyard.engine.cpu.HeadLoss;
import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.Stop;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network bound to memory for one batch size, for training or for evaluation.
 *
 * @param passes in order
 * @param outputs by the node that gives them
 * @param losses of the heads; an evaluation has none
 */
record BoundGraph(Values image, List<Pass> passes, Map<Integer, Flow> outputs, Flow scores, List<HeadLoss> losses) {
    void evaluate(Batch batch, float[] target, Stop stop) {
        image.load(batch.pixels(), image.length());
        for (Pass pass : passes) {
            stop.check();
            pass.forward();
        }
        scores.values().values().store(MemorySegment.ofArray(target), scores.length());
    }

    /** Leaves the gradient of the mean loss in the network's flat gradient. */
    void gradient(Batch batch, StepSettings settings, Tally tally, Stop stop) {
        image.load(batch.pixels(), image.length());
        for (int i = 0; i < passes.size(); i++) {
            stop.check();
            passes.get(i).forwardTraining(settings);
        }
        for (int i = 0; i < losses.size(); i++) losses.get(i).run(batch, tally);
        tally.endStep(settings.step(), batch.size());
        for (int i = passes.size() - 1; i >= 0; i--) {
            stop.check();
            passes.get(i).backward();
        }
    }

    /** Of the last run. */
    Optional<Values> output(int node) {
        return Optional.ofNullable(outputs.get(node)).map(flow -> flow.values().values());
    }
}
