package io.trainyard.engine.onednn;

import io.trainyard.contract.network.LayerSpec.Padding;
import org.jspecify.annotations.Nullable;

/** Zeros around the input: they are written once, and each run writes what is inside. Going back they are cut off. */
final class PaddingPass implements Pass {
    private final long[] corner;
    private final Turn turn;
    private final Plan plan;
    private @Nullable Tensor output;

    PaddingPass(Padding spec, Turn turn, Plan plan) {
        this.turn = turn;
        this.plan = plan;
        corner = new long[] {0, spec.channels(), spec.pixels(), spec.pixels()};
    }

    @Override
    public void forward() {
        Tensor x = plan.input(turn);
        long[] sides = plan.sides(plan.node(turn.layer()).output());
        var layout = Layouts.like(x, sides, corner[1]);
        output = new Tensor(layout, sides, new Buffer(layout.get_size(), Buffer.Life.ALWAYS));
        plan.tape().copy(x, inside(output, x));
        plan.put(turn, output);
    }

    private Tensor inside(Tensor padded, Tensor x) {
        return padded.as(padded.layout().submemory_desc(x.sides(), corner), x.sides());
    }

    @Override
    public void backward() {
        plan.gradient(turn).ifPresent(dy -> {
            Tensor dx = plan.input(turn).twin();
            plan.tape().copy(inside(dy, dx), dx);
            plan.addGradient(turn.inputs().get(0), dx);
        });
    }
}
