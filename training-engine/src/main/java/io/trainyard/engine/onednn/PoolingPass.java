package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import io.trainyard.engine.graph.Operation;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.jspecify.annotations.Nullable;

/**
 * The greatest value or the mean of each window. Going back, a window's gradient goes to the place of its greatest value,
 * which the forward pass writes down, or in equal parts to all.
 */
final class PoolingPass implements Pass {
    private static final long[] NO_DILATION = {0, 0};

    private final Windows windows;
    private final Operation operation;
    private final Plan plan;
    private pooling_forward.@Nullable primitive_desc description;
    private @Nullable Tensor places;

    PoolingPass(Windows windows, Operation operation, Plan plan) {
        this.windows = windows;
        this.operation = operation;
        this.plan = plan;
    }

    @Override
    public void forward() {
        Tensor x = plan.input(operation);
        long[] sides = plan.sides(plan.node(operation.layer()).output());
        description = new pooling_forward.primitive_desc(
                OneDnn.ENGINE,
                plan.isTraining() ? prop_kind.forward_training : prop_kind.forward_inference,
                windows.method(),
                x.layout(),
                Tensor.free(plan.type(), sides),
                windows.strides(),
                windows.sizes(),
                NO_DILATION,
                windows.paddingBefore(),
                windows.paddingBehind(),
                Primitive.attributes(),
                false);
        Tensor y = Tensor.of(description.dst_desc(), sides);
        Primitive primitive = new Primitive(description).with(DNNL_ARG_SRC, x).with(DNNL_ARG_DST, y);
        memory.desc written = description.workspace_desc();
        if (written.get_size() > 0) {
            places = Tensor.of(written, sides);
            primitive.with(DNNL_ARG_WORKSPACE, places);
        }
        plan.tape().add(primitive);
        plan.put(operation, y);
    }

    @Override
    public void backward() {
        plan.gradient(operation).ifPresent(this::differentiate);
    }

    private void differentiate(Tensor dy) {
        Tensor dx = plan.input(operation).twin();
        Primitive primitive = new Primitive(new pooling_backward.primitive_desc(
                        OneDnn.ENGINE,
                        windows.method(),
                        dx.layout(),
                        dy.layout(),
                        windows.strides(),
                        windows.sizes(),
                        NO_DILATION,
                        windows.paddingBefore(),
                        windows.paddingBehind(),
                        description,
                        Primitive.attributes(),
                        false))
                .with(DNNL_ARG_DIFF_DST, dy)
                .with(DNNL_ARG_DIFF_SRC, dx);
        if (places != null) primitive.with(DNNL_ARG_WORKSPACE, places);
        plan.tape().add(primitive);
        plan.addGradient(operation.inputs().get(0), dx);
    }
}
