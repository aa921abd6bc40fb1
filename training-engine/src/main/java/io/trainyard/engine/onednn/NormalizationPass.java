package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_fuse_norm_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_global_stats;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scale;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_shift;

import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.device.State;
import io.trainyard.engine.graph.Operation;
import java.util.Optional;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;

/**
 * y = γ·(x − μ)/√(σ² + ε) + β for each channel, with a ReLU if one follows, whose pattern is kept as bits. Training takes μ
 * and σ² of the batch (Ioffe, Szegedy 2015, with their backward pass), an evaluation the running ones.
 */
final class NormalizationPass implements Pass {
    private final BatchNormalization spec;
    private final Operation operation;
    private final Plan plan;
    private final Tensor mean;
    private final Tensor variance;
    private @Nullable Tensor input;
    private @Nullable Tensor pattern;
    private batch_normalization_forward.@Nullable primitive_desc description;

    NormalizationPass(BatchNormalization spec, Operation operation, Plan plan) {
        this.spec = spec;
        this.operation = operation;
        this.plan = plan;
        State state = plan.isTraining() ? State.BATCH_STATISTICS : State.RUNNING_STATISTICS;
        mean = plan.parameters().statistic(state, operation.layer(), Role.RUNNING_MEAN);
        variance = plan.parameters().statistic(state, operation.layer(), Role.RUNNING_VARIANCE);
        if (plan.isTraining()) noteDroppedBias();
    }

    /** What the layer before adds to its output, if the plan leaves it out. */
    private void noteDroppedBias() {
        int before = plan.node(operation.layer()).inputs().get(0);
        boolean dropped = before != Network.IMAGE
                && plan.parameters().has(before, Role.BIAS)
                && plan.operations().stream().anyMatch(t -> t.output() == before && !t.biased());
        if (dropped) plan.dropBias(operation.layer(), plan.parameters().vector(State.PARAMETERS, before, Role.BIAS));
    }

    private int flags() {
        int flags = dnnl_use_scale | dnnl_use_shift | (operation.rectified() ? dnnl_fuse_norm_relu : 0);
        return plan.isTraining() ? flags : flags | dnnl_use_global_stats;
    }

    @Override
    public void forward() {
        input = plan.input(operation);
        memory.desc layout = input.layout();
        description = new batch_normalization_forward.primitive_desc(
                OneDnn.ENGINE,
                (plan.isTraining() ? prop_kind.forward_training : prop_kind.forward_inference).value,
                layout,
                layout,
                (float) spec.epsilon(),
                flags(),
                Primitive.attributes(),
                false);
        State state = plan.isTraining() ? State.PARAMETERS : plan.parameters().evaluated();
        Tensor y = input.twin();
        Primitive primitive = new Primitive(description)
                .with(DNNL_ARG_SRC, input)
                .with(DNNL_ARG_MEAN, mean)
                .with(DNNL_ARG_VARIANCE, variance)
                .with(DNNL_ARG_SCALE, plan.parameters().vector(state, operation.layer(), Role.SCALE))
                .with(DNNL_ARG_SHIFT, plan.parameters().vector(state, operation.layer(), Role.SHIFT))
                .with(DNNL_ARG_DST, y);
        memory.desc bits = description.workspace_desc();
        if (bits.get_size() > 0) {
            pattern =
                    new Tensor(bits, new long[] {bits.get_size()}, new Buffer(bits.get_size(), Buffer.Life.WHILE_USED));
            primitive.with(DNNL_ARG_WORKSPACE, pattern);
        }
        plan.tape().add(primitive);
        plan.put(operation, y);
    }

    @Override
    public void backward() {
        Optional<Tensor> gradient = plan.gradient(operation);
        if (gradient.isEmpty() || input == null || description == null) return;
        memory.desc layout = input.layout();
        Tensor dx = input.twin();
        Primitive primitive = new Primitive(new batch_normalization_backward.primitive_desc(
                        OneDnn.ENGINE,
                        prop_kind.backward.value,
                        layout,
                        layout,
                        layout,
                        (float) spec.epsilon(),
                        flags(),
                        description,
                        Primitive.attributes(),
                        false))
                .with(DNNL_ARG_SRC, input)
                .with(DNNL_ARG_MEAN, mean)
                .with(DNNL_ARG_VARIANCE, variance)
                .with(DNNL_ARG_SCALE, plan.parameters().vector(State.PARAMETERS, operation.layer(), Role.SCALE))
                .with(DNNL_ARG_DIFF_DST, gradient.get())
                .with(DNNL_ARG_DIFF_SCALE, plan.parameters().vector(State.GRADIENT, operation.layer(), Role.SCALE))
                .with(DNNL_ARG_DIFF_SHIFT, plan.parameters().vector(State.GRADIENT, operation.layer(), Role.SHIFT))
                .over(gradient.get(), DNNL_ARG_DIFF_SRC, dx);
        if (pattern != null) primitive.with(DNNL_ARG_WORKSPACE, pattern);
        plan.tape().add(primitive);
        plan.addGradient(operation.inputs().get(0), dx);
    }
}
