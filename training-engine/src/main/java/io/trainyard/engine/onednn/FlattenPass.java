package io.trainyard.engine.onednn;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;

/** An image as a vector. Dense layers read an image in any layout, so that nothing is done where only they see the vector. */
final class FlattenPass implements Pass {
    private final Turn turn;
    private final Plan plan;
    private final boolean idle;

    FlattenPass(Turn turn, Plan plan) {
        this.turn = turn;
        this.plan = plan;
        idle = isOnlyForDenseLayers(turn.output());
    }

    private boolean isOnlyForDenseLayers(int node) {
        return IntStream.range(0, plan.nodes())
                .filter(consumer -> plan.node(consumer).inputs().contains(node))
                .allMatch(consumer -> switch (plan.node(consumer).spec()) {
                    case LayerSpec.Dense dense -> true;
                    case LayerSpec.Dropout dropout -> isOnlyForDenseLayers(consumer);
                    case LayerSpec.Relu relu -> isOnlyForDenseLayers(consumer);
                    default -> false;
                });
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
