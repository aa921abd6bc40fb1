package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.device.State;
import io.trainyard.engine.graph.Operation;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;
import org.jspecify.annotations.Nullable;

/**
 * y = W ∗ x + b, with a ReLU if one follows: dx = Wᵀ ∗ dy, dW = x ∗ dy, db = Σ dy. The primitives choose the layouts of the
 * weights and of the output; the input is taken as it lies where a fast kernel can read it.
 */
final class ConvolutionPass implements Pass {
    private final Convolution spec;
    private final Operation operation;
    private final Plan plan;
    private final boolean biased;
    private final long[] strides;
    private final long[] dilates;
    private final long[] padding;
    private final long[] weightSides;
    private final long[] outputSides;
    private convolution_forward.@Nullable primitive_desc description;
    private @Nullable Tensor input;

    ConvolutionPass(Convolution spec, Operation operation, Plan plan) {
        this.spec = spec;
        this.operation = operation;
        this.plan = plan;
        biased = operation.biased() && spec.bias();
        strides = pair(spec.stride());
        padding = pair(spec.padding());
        dilates = new long[] {spec.dilation() - 1, spec.dilation() - 1};
        Network.Node node = plan.node(operation.layer());
        weightSides = weightSides(spec, node.input().channels());
        outputSides = plan.sides(node.output());
    }

    private static long[] weightSides(Convolution spec, int channels) {
        int groups = spec.groups();
        long height = spec.kernel().height();
        long width = spec.kernel().width();
        return groups == 1
                ? new long[] {spec.filters(), channels, height, width}
                : new long[] {groups, spec.filters() / groups, channels / groups, height, width};
    }

    private static long[] pair(Extent extent) {
        return new long[] {extent.height(), extent.width()};
    }

    @Override
    public void forward() {
        Tensor x = plan.input(operation);
        convolution_forward.primitive_desc chosen = choose(x);
        description = chosen;
        input = plan.tape().inLayout(x, chosen.src_desc());
        Tensor y = Tensor.of(chosen.dst_desc(), outputSides);
        State state = plan.isTraining() ? State.PARAMETERS : plan.parameters().evaluated();
        Primitive primitive = new Primitive(chosen)
                .with(DNNL_ARG_SRC, input)
                .with(DNNL_ARG_WEIGHTS, plan.tape().inLayout(weight(state), chosen.weights_desc()))
                .with(DNNL_ARG_DST, y);
        if (biased) primitive.with(DNNL_ARG_BIAS, plan.parameters().vector(state, operation.layer(), Role.BIAS));
        plan.tape().add(primitive);
        plan.put(operation, y);
    }

    /** The first layout of the input for which all passes have fast kernels. */
    private convolution_forward.primitive_desc choose(Tensor x) {
        memory.desc free = Tensor.free(plan.type(), x.sides());
        memory.desc channelsLast = new memory.desc(x.sides(), plan.type(), format_tag.nhwc);
        return Stream.of(x.isPlain() ? free : x.layout(), free, channelsLast)
                .map(this::describe)
                .filter(this::isFast)
                .findFirst()
                .orElseGet(() -> describe(free));
    }

    private boolean isFast(convolution_forward.primitive_desc forward) {
        if (Primitive.isSlow(forward)) return false;
        if (!plan.isTraining()) return true;
        return !Primitive.isSlow(weightGradient(forward, Tensor.free(data_type.f32, weightSides)))
                && !(plan.wantsGradient(operation.inputs().get(0)) && Primitive.isSlow(inputGradient(forward)));
    }

    private convolution_forward.primitive_desc describe(memory.desc source) {
        return new convolution_forward.primitive_desc(
                OneDnn.ENGINE,
                plan.isTraining() ? prop_kind.forward_training : prop_kind.forward_inference,
                algorithm.convolution_auto,
                source,
                Tensor.free(plan.type(), weightSides),
                bias(),
                Tensor.free(plan.type(), outputSides),
                strides,
                dilates,
                padding,
                padding,
                operation.rectified() ? ActivationPass.rectifying() : Primitive.attributes(),
                false);
    }

    private memory.desc bias() {
        return biased
                ? Tensor.plain(
                        data_type.f32, plan.node(operation.layer()).output().channels())
                : new memory.desc();
    }

    /** Lies as its gradient is computed, or as the forward pass reads it: both are the same for floats. */
    private Tensor weight(State state) {
        return plan.parameters()
                .tensor(
                        state,
                        operation.layer(),
                        Role.WEIGHT,
                        weightSides,
                        () -> plan.type() == data_type.f32 || !plan.isTraining()
                                ? forward32()
                                : weightGradient(described(), Tensor.free(data_type.f32, weightSides))
                                        .diff_weights_desc());
    }

    private memory.desc forward32() {
        memory.desc chosen = described().weights_desc();
        return Tensor.type(chosen) == data_type.f32 ? chosen : Tensor.plain(data_type.f32, weightSides);
    }

    @Override
    public void backward() {
        Optional<Tensor> gradient = plan.gradient(operation);
        if (gradient.isEmpty()) return;
        Tensor dy = operation.rectified() ? ActivationPass.unrectify(plan, operation, gradient.get()) : gradient.get();
        differentiateWeights(dy);
        if (plan.wantsGradient(operation.inputs().get(0))) differentiateInput(dy);
    }

    private void differentiateWeights(Tensor dy) {
        Tensor target = weight(State.GRADIENT);
        if (!biased && TapGradient.suits(spec, plan.node(operation.layer()))) {
            plan.tape().copy(new TapGradient(spec, plan.node(operation.layer()), plan.tape()).of(input(), dy), target);
            return;
        }
        convolution_backward_weights.primitive_desc chosen =
                weightGradient(described(), Tensor.free(data_type.f32, weightSides));
        if (!target.isLaidOutAs(chosen.diff_weights_desc())) {
            convolution_backward_weights.primitive_desc direct = weightGradient(described(), target.layout());
            if (!Primitive.isSlow(direct)) chosen = direct;
        }
        boolean direct = target.isLaidOutAs(chosen.diff_weights_desc());
        Tensor dw = direct ? target : Tensor.of(chosen.diff_weights_desc(), weightSides);
        Primitive primitive = new Primitive(chosen)
                .with(DNNL_ARG_SRC, plan.tape().inLayout(input(), chosen.src_desc()))
                .with(DNNL_ARG_DIFF_DST, plan.tape().inLayout(dy, chosen.diff_dst_desc()))
                .with(DNNL_ARG_DIFF_WEIGHTS, dw);
        if (biased)
            primitive.with(DNNL_ARG_DIFF_BIAS, plan.parameters().vector(State.GRADIENT, operation.layer(), Role.BIAS));
        plan.tape().add(primitive);
        if (!direct) plan.tape().copy(dw, target);
    }

    private convolution_backward_weights.primitive_desc weightGradient(
            convolution_forward.primitive_desc forward, memory.desc weights) {
        return new convolution_backward_weights.primitive_desc(
                OneDnn.ENGINE,
                algorithm.convolution_auto,
                forward.src_desc(),
                weights,
                bias(),
                forward.dst_desc(),
                strides,
                dilates,
                padding,
                padding,
                forward,
                Primitive.attributes(),
                false);
    }

    private void differentiateInput(Tensor dy) {
        convolution_backward_data.primitive_desc chosen = inputGradient(described());
        Tensor weights = plan.tape().inLayout(weight(State.PARAMETERS), chosen.weights_desc());
        Tensor dx = Tensor.of(chosen.diff_src_desc(), input().sides());
        plan.tape()
                .add(new Primitive(chosen)
                        .with(DNNL_ARG_DIFF_DST, plan.tape().inLayout(dy, chosen.diff_dst_desc()))
                        .with(DNNL_ARG_WEIGHTS, weights)
                        .with(DNNL_ARG_DIFF_SRC, dx));
        plan.addGradient(operation.inputs().get(0), dx);
    }

    private convolution_backward_data.primitive_desc inputGradient(convolution_forward.primitive_desc forward) {
        return new convolution_backward_data.primitive_desc(
                OneDnn.ENGINE,
                algorithm.convolution_auto,
                forward.src_desc(),
                Tensor.free(plan.type(), weightSides),
                forward.dst_desc(),
                strides,
                dilates,
                padding,
                padding,
                forward,
                Primitive.attributes(),
                false);
    }

    private convolution_forward.primitive_desc described() {
        if (description == null) throw new IllegalStateException("the forward pass comes first");
        return description;
    }

    private Tensor input() {
        if (input == null) throw new IllegalStateException("the forward pass comes first");
        return input;
    }
}
