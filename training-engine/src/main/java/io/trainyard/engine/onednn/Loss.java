package io.trainyard.engine.onednn;

import io.trainyard.engine.cpu.HeadLoss;
import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.StepSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loss of one of a network's heads, and its gradient by the head's scores. */
final class Loss implements Instruction {
    private final Program program;
    private final int head;
    private final Tensor scores;
    private final Tensor gradient;
    private final Tally tally;
    private @Nullable HeadLoss loss;

    Loss(Program program, int head, Tensor scores, Tally tally) {
        this.program = program;
        this.head = head;
        this.scores = scores;
        this.tally = tally;
        gradient = scores.twin();
    }

    Tensor gradient() {
        return gradient;
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(scores, gradient);
    }

    @Override
    public void prepare(Memories memories) {
        loss = new HeadLoss(
                program,
                head,
                new HeadLoss.Memory(Values.floats(scores.memory()), Values.floats(gradient.memory()), false));
    }

    @Override
    public void run(Batch batch, StepSettings settings) {
        if (loss == null) throw new IllegalStateException("the tape is not prepared");
        loss.run(batch, tally);
    }

    @Override
    public String name() {
        return "loss";
    }
}
