package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import io.trainyard.engine.graph.Operation;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;

/** The sum of all inputs, with a ReLU if one follows; its gradient is that of each. */
final class AddPass implements Pass {
    private final Operation operation;
    private final Plan plan;

    AddPass(Operation operation, Plan plan) {
        this.operation = operation;
        this.plan = plan;
    }

    @Override
    public void forward() {
        List<Tensor> inputs = operation.inputs().stream().map(plan::typed).toList();
        // Where one branch has chosen a layout and another is plain, the choice is what the next layer will like.
        memory.desc layout = inputs.stream()
                .filter(x -> !x.isPlain())
                .findFirst()
                .orElse(inputs.get(0))
                .layout();
        Tensor sum = plan.tape().inLayout(inputs.get(0), layout);
        for (Tensor next : inputs.subList(1, inputs.size()))
            sum = add(sum, plan.tape().inLayout(next, layout));
        plan.put(operation, sum);
    }

    private Tensor add(Tensor one, Tensor other) {
        memory.desc layout = one.layout();
        Tensor sum = one.twin();
        plan.tape()
                .add(new Primitive(new binary.primitive_desc(
                                OneDnn.ENGINE,
                                algorithm.binary_add,
                                layout,
                                layout,
                                layout,
                                operation.rectified() ? ActivationPass.rectifying() : Primitive.attributes(),
                                false))
                        .with(DNNL_ARG_SRC_0, one)
                        .with(DNNL_ARG_SRC_1, other)
                        .over(one, DNNL_ARG_DST, sum));
        return sum;
    }

    @Override
    public void backward() {
        plan.gradient(operation).ifPresent(dy -> {
            Tensor shared = operation.rectified() ? ActivationPass.unrectify(plan, operation, dy) : dy;
            for (int input : operation.inputs()) plan.addGradient(input, shared);
        });
    }
}
