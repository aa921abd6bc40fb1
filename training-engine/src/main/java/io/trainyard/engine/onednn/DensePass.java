package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.device.State;
import io.trainyard.engine.graph.Operation;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.primitive_desc_base;
import org.jspecify.annotations.Nullable;

/**
 * y = W·x + b, with a ReLU if one follows: dx = Wᵀ·dy, dW = dy·xᵀ, db = Σ dy. An image is not flattened: the weights take its
 * sides and its layout instead.
 *
 * <p>The weights of a single unit are all plain: with one row several layouts have the same strides, and oneDNN (3.13) that may
 * choose then multiplies the numbers of one order with those of another.
 */
final class DensePass implements Pass {
    private final Operation operation;
    private final Plan plan;
    private final boolean biased;
    private final long units;
    private inner_product_forward.@Nullable primitive_desc description;
    private @Nullable Tensor input;

    DensePass(Operation operation, Plan plan) {
        this.operation = operation;
        this.plan = plan;
        biased = operation.biased() && plan.parameters().has(operation.layer(), Role.BIAS);
        units = plan.node(operation.layer()).output().channels();
    }

    @Override
    public void forward() {
        Tensor x = plan.input(operation);
        input = x;
        inner_product_forward.primitive_desc chosen = describe(isSingle() ? plain(x) : x.layout());
        if (mayBeFaster(chosen)) chosen = describe(free(x));
        description = chosen;
        input = plan.tape().inLayout(x, chosen.src_desc());
        Tensor y = Tensor.of(Tensor.plain(plan.type(), rows(x)), rows(x));
        State state = plan.isTraining() ? State.PARAMETERS : plan.parameters().evaluated();
        Primitive primitive = new Primitive(chosen)
                .with(DNNL_ARG_SRC, input)
                .with(DNNL_ARG_WEIGHTS, plan.tape().inLayout(weight(state), chosen.weights_desc()))
                .with(DNNL_ARG_DST, y);
        if (biased) primitive.with(DNNL_ARG_BIAS, plan.parameters().vector(state, operation.layer(), Role.BIAS));
        plan.tape().add(primitive);
        long[] sides = {x.sides()[0], units, 1, 1};
        plan.put(operation, y.as(Tensor.plain(plan.type(), sides), sides));
    }

    private boolean isSingle() {
        return units == 1;
    }

    /** Whether oneDNN shall choose the layout of what a primitive takes. */
    private boolean mayBeFaster(primitive_desc_base description) {
        return !isSingle() && Primitive.isSlow(description);
    }

    private memory.desc plain(Tensor x) {
        return Tensor.plain(plan.type(), x.sides());
    }

    private memory.desc free(Tensor x) {
        return Tensor.free(plan.type(), x.sides());
    }

    private long[] rows(Tensor x) {
        return new long[] {x.sides()[0], units};
    }

    private inner_product_forward.primitive_desc describe(memory.desc source) {
        return new inner_product_forward.primitive_desc(
                OneDnn.ENGINE,
                plan.isTraining() ? prop_kind.forward_training : prop_kind.forward_inference,
                source,
                isSingle() ? Tensor.plain(plan.type(), weightSides()) : Tensor.free(plan.type(), weightSides()),
                bias(),
                Tensor.plain(plan.type(), rows(input())),
                operation.rectified() ? ActivationPass.rectifying() : Primitive.attributes(),
                false);
    }

    private memory.desc bias() {
        return biased ? Tensor.plain(data_type.f32, units) : new memory.desc();
    }

    private long[] weightSides() {
        long[] sides = input().sides().clone();
        sides[0] = units;
        return sides;
    }

    private Tensor weight(State state) {
        return plan.parameters().tensor(state, operation.layer(), Role.WEIGHT, weightSides(), () -> {
            memory.desc chosen = described().weights_desc();
            return Tensor.type(chosen) == data_type.f32 ? chosen : Tensor.plain(data_type.f32, weightSides());
        });
    }

    @Override
    public void backward() {
        Optional<Tensor> gradient = plan.gradient(operation);
        if (gradient.isEmpty()) return;
        Tensor rectified =
                operation.rectified() ? ActivationPass.unrectify(plan, operation, gradient.get()) : gradient.get();
        Tensor dy = rectified.as(Tensor.plain(plan.type(), rows(input())), rows(input()));
        differentiateWeights(dy);
        if (plan.wantsGradient(operation.inputs().get(0))) differentiateInput(dy);
    }

    private void differentiateWeights(Tensor dy) {
        Tensor target = weight(State.GRADIENT);
        inner_product_backward_weights.primitive_desc chosen = weightGradient(target.layout(), dy);
        if (mayBeFaster(chosen)) chosen = weightGradient(Tensor.free(data_type.f32, weightSides()), dy);
        boolean direct = target.isLaidOutAs(chosen.diff_weights_desc());
        Tensor dw = direct ? target : Tensor.of(chosen.diff_weights_desc(), weightSides());
        Primitive primitive = new Primitive(chosen)
                .with(DNNL_ARG_SRC, input())
                .with(DNNL_ARG_DIFF_DST, dy)
                .with(DNNL_ARG_DIFF_WEIGHTS, dw);
        if (biased)
            primitive.with(DNNL_ARG_DIFF_BIAS, plan.parameters().vector(State.GRADIENT, operation.layer(), Role.BIAS));
        plan.tape().add(primitive);
        if (!direct) plan.tape().copy(dw, target);
    }

    private inner_product_backward_weights.primitive_desc weightGradient(memory.desc weights, Tensor dy) {
        return new inner_product_backward_weights.primitive_desc(
                OneDnn.ENGINE,
                described().src_desc(),
                weights,
                bias(),
                dy.layout(),
                described(),
                Primitive.attributes(),
                false);
    }

    private void differentiateInput(Tensor dy) {
        inner_product_backward_data.primitive_desc chosen =
                inputGradient(described().weights_desc(), dy);
        if (mayBeFaster(chosen)) chosen = inputGradient(Tensor.free(plan.type(), weightSides()), dy);
        Tensor dx = Tensor.of(chosen.diff_src_desc(), input().sides());
        plan.tape()
                .add(new Primitive(chosen)
                        .with(DNNL_ARG_DIFF_DST, dy)
                        .with(DNNL_ARG_WEIGHTS, plan.tape().inLayout(weight(State.PARAMETERS), chosen.weights_desc()))
                        .with(DNNL_ARG_DIFF_SRC, dx));
        plan.addGradient(operation.inputs().get(0), dx);
    }

    private inner_product_backward_data.primitive_desc inputGradient(memory.desc weights, Tensor dy) {
        return new inner_product_backward_data.primitive_desc(
                OneDnn.ENGINE,
                described().src_desc(),
                weights,
                dy.layout(),
                described(),
                Primitive.attributes(),
                false);
    }

    private inner_product_forward.primitive_desc described() {
        if (description == null) throw new IllegalStateException("the forward pass comes first");
        return description;
    }

    private Tensor input() {
        if (input == null) throw new IllegalStateException("the forward pass comes first");
        return input;
    }
}
