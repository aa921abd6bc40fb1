package io.trainyard.engine.vector;

import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Program;
import java.util.List;

/** What the threads of a network share. */
final class Plan {
    final Program program;
    final List<Stage> stages;
    final Layout layout;
    final float[] parameters;

    /** That a thread gets at most of a batch. */
    private final int images;

    Plan(Program program) {
        this.program = program;
        stages = Stages.of(program.network());
        layout = new Layout(program.network(), stages);
        parameters = new float[layout.length()];
        images = Math.ceilDiv(program.evaluationSize(), program.threads());
    }

    /** For one thread's images of such a shape. */
    Activation activation(Shape shape, boolean hasGradient) {
        return new Activation(images, shape, hasGradient);
    }
}
