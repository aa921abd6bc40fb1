package io.trainyard.engine.onednn;

import io.trainyard.contract.network.Network;
import org.bytedeco.dnnl.memory;

/** An image as a vector. Dense layers read an image in any layout, so that nothing is done where only they see the vector. */
final class FlattenPass implements Pass {
    private final Turn turn;
    private final Plan plan;
    private final boolean idle;

    FlattenPass(Turn turn, Plan plan) {
        this.turn = turn;
        this.plan = plan;
        idle = plan.neighbours().isOnlyForDenseLayers(turn.output());
    }

    @Override
    public void forward() {
        Tensor x = plan.input(turn);
        if (idle) {
            plan.put(turn, x);
            return;
        }
        long[] sides = plan.sides(plan.node(turn.layer()).output());
        Tensor plain = plan.tape().inPlainLayout(x, plan.type());
        plan.put(turn, plain.as(Tensor.plain(plan.type(), sides), sides));
    }

    @Override
    public void backward() {
        int input = turn.inputs().get(0);
        plan.gradient(turn).ifPresent(dy -> {
            long[] sides = plan.input(turn).sides();
            memory.desc image = Tensor.plain(plan.type(), sides);
            plan.addGradient(input, idle || input == Network.IMAGE ? dy : dy.as(image, sides));
        });
    }
}
