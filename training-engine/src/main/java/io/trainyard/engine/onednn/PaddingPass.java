package io.trainyard.engine.onednn;

import io.trainyard.contract.network.LayerSpec.Padding;
import io.trainyard.engine.graph.Operation;
import org.jspecify.annotations.Nullable;

/** Zeros around the input: they are written once, and each run writes what is inside. Going back they are cut off. */
final class PaddingPass implements Pass {
    private final long[] corner;
    private final Operation operation;
    private final Plan plan;
    private @Nullable Tensor output;

    PaddingPass(Padding spec, Operation operation, Plan plan) {
        this.operation = operation;
        this.plan = plan;
        corner = new long[] {0, spec.channels(), spec.pixels(), spec.pixels()};
    }

    @Override
    public void forward() {
        Tensor x = plan.input(operation);
        long[] sides = plan.sides(plan.node(operation.layer()).output());
        var layout = Layouts.like(x, sides, corner[1]);
        output = new Tensor(layout, sides, new Buffer(layout.get_size(), Buffer.Life.ALWAYS));
        plan.tape().copy(x, inside(output, x));
        plan.put(operation, output);
    }

    private Tensor inside(Tensor padded, Tensor x) {
        return padded.as(padded.layout().submemory_desc(x.sides(), corner), x.sides());
    }

    @Override
    public void backward() {
        plan.gradient(operation).ifPresent(dy -> {
            Tensor dx = plan.input(operation).twin();
            plan.tape().copy(inside(dy, dx), dx);
            plan.addGradient(operation.inputs().get(0), dx);
        });
    }
}
