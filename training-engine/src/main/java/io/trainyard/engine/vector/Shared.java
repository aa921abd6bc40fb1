package io.trainyard.engine.vector;

import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.graph.Fusion;
import io.trainyard.engine.graph.Graph;
import io.trainyard.engine.graph.Purpose;
import java.util.List;

/** What the threads of a network share. */
final class Shared {
    final Program program;
    final List<Stage> stages;
    final Graph graph;
    final Layout layout;
    final float[] parameters;

    /** That a thread gets at most of a batch. */
    private final int images;

    Shared(Program program) {
        this.program = program;
        stages = Stages.of(program.network());
        graph = Graph.of(program.network(), Purpose.TRAINING, Fusion.NONE);
        layout = new Layout(program.network(), stages);
        parameters = new float[layout.length()];
        images = Math.ceilDiv(program.evaluationSize(), program.threads());
    }

    /** For one thread's images of such a shape. */
    Activation activation(Shape shape, boolean hasGradient) {
        return new Activation(images, shape, hasGradient);
    }
}
