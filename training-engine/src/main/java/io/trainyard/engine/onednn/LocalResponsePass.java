package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import io.trainyard.contract.network.LayerSpec.LocalResponseNormalization;
import io.trainyard.engine.graph.Operation;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.lrn_backward;
import org.bytedeco.dnnl.lrn_forward;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;

/** y = x·(k + α/n · Σ x²)^−β over n neighbouring channels (Krizhevsky, Sutskever, Hinton 2012). */
final class LocalResponsePass implements Pass {
    private final LocalResponseNormalization spec;
    private final Operation operation;
    private final Plan plan;
    private lrn_forward.@Nullable primitive_desc description;
    private @Nullable Tensor kept;

    LocalResponsePass(LocalResponseNormalization spec, Operation operation, Plan plan) {
        this.spec = spec;
        this.operation = operation;
        this.plan = plan;
    }

    @Override
    public void forward() {
        Tensor x = plan.input(operation);
        Tensor y = x.twin();
        description = new lrn_forward.primitive_desc(
                OneDnn.ENGINE,
                plan.isTraining() ? prop_kind.forward_training : prop_kind.forward_inference,
                algorithm.lrn_across_channels,
                x.layout(),
                y.layout(),
                spec.size(),
                (float) spec.alpha(),
                (float) spec.beta(),
                (float) spec.k(),
                Primitive.attributes(),
                false);
        Primitive primitive = new Primitive(description).with(DNNL_ARG_SRC, x).with(DNNL_ARG_DST, y);
        memory.desc workspace = description.workspace_desc();
        if (workspace.get_size() > 0) {
            kept = Tensor.of(workspace, x.sides());
            primitive.with(DNNL_ARG_WORKSPACE, kept);
        }
        plan.tape().add(primitive);
        plan.put(operation, y);
    }

    @Override
    public void backward() {
        plan.gradient(operation).ifPresent(this::differentiate);
    }

    private void differentiate(Tensor dy) {
        Tensor x = plan.input(operation);
        Tensor dx = x.twin();
        Primitive primitive = new Primitive(new lrn_backward.primitive_desc(
                        OneDnn.ENGINE,
                        algorithm.lrn_across_channels,
                        dx.layout(),
                        dy.layout(),
                        x.layout(),
                        spec.size(),
                        (float) spec.alpha(),
                        (float) spec.beta(),
                        (float) spec.k(),
                        description,
                        Primitive.attributes(),
                        false))
                .with(DNNL_ARG_SRC, x)
                .with(DNNL_ARG_DIFF_DST, dy)
                .with(DNNL_ARG_DIFF_SRC, dx);
        if (kept != null) primitive.with(DNNL_ARG_WORKSPACE, kept);
        plan.tape().add(primitive);
        plan.addGradient(operation.inputs().get(0), dx);
    }
}
