package io.trainyard.engine.onednn;

import io.trainyard.contract.network.Network;
import io.trainyard.engine.graph.Operation;
import org.bytedeco.dnnl.memory;

/** An image as a vector. Dense layers read an image in any layout, so that nothing is done where only they see the vector. */
final class FlattenPass implements Pass {
    private final Operation operation;
    private final Plan plan;
    private final boolean idle;

    FlattenPass(Operation operation, Plan plan) {
        this.operation = operation;
        this.plan = plan;
        idle = plan.neighbours().isOnlyForDenseLayers(operation.output());
    }

    @Override
    public void forward() {
        Tensor x = plan.input(operation);
        if (idle) {
            plan.put(operation, x);
            return;
        }
        long[] sides = plan.sides(plan.node(operation.layer()).output());
        Tensor plain = plan.tape().inPlainLayout(x, plan.type());
        plan.put(operation, plain.as(Tensor.plain(plan.type(), sides), sides));
    }

    @Override
    public void backward() {
        int input = operation.inputs().get(0);
        plan.gradient(operation).ifPresent(dy -> {
            long[] sides = plan.input(operation).sides();
            memory.desc image = Tensor.plain(plan.type(), sides);
            plan.addGradient(input, idle || input == Network.IMAGE ? dy : dy.as(image, sides));
        });
    }
}
