package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MULTIPLE_SRC;

import io.trainyard.engine.graph.Operation;
import java.util.List;
import org.bytedeco.dnnl.concat;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory_desc_vector;

/** All inputs' channels one behind the other; going back each input gets its part of the gradient. */
final class ConcatPass implements Pass {
    private static final int CHANNELS = 1;

    private final Operation operation;
    private final Plan plan;

    ConcatPass(Operation operation, Plan plan) {
        this.operation = operation;
        this.plan = plan;
    }

    private List<Tensor> inputs() {
        return operation.inputs().stream().map(plan::typed).toList();
    }

    @Override
    public void forward() {
        List<Tensor> inputs = inputs();
        long[] sides = plan.sides(plan.node(operation.layer()).output());
        boolean blocked = inputs.stream().allMatch(x -> Layouts.isBlocked(x) && Layouts.endsWithBlock(x));
        memory.desc layout = blocked ? Layouts.like(inputs.get(0), sides, 0) : Tensor.plain(plan.type(), sides);
        Tensor y = Tensor.of(layout, sides);
        memory_desc_vector parts = new memory_desc_vector(inputs.size());
        for (int i = 0; i < inputs.size(); i++) parts.put(i, inputs.get(i).layout());
        Primitive primitive = new Primitive(new concat.primitive_desc(
                        OneDnn.ENGINE, layout, CHANNELS, parts, Primitive.attributes(), false))
                .with(DNNL_ARG_DST, y);
        for (int i = 0; i < inputs.size(); i++) primitive.with(DNNL_ARG_MULTIPLE_SRC + i, inputs.get(i));
        plan.tape().add(primitive);
        plan.put(operation, y);
    }

    @Override
    public void backward() {
        plan.gradient(operation).ifPresent(this::share);
    }

    private void share(Tensor dy) {
        long[] corner = {0, 0, 0, 0};
        for (int index : operation.inputs()) {
            Tensor x = plan.value(index);
            if (plan.wantsGradient(index)) {
                Tensor dx = x.twin();
                plan.tape().copy(dy.as(dy.layout().submemory_desc(x.sides(), corner), x.sides()), dx);
                plan.addGradient(index, dx);
            }
            corner[CHANNELS] += x.sides()[CHANNELS];
        }
    }
}
