package io.trainyard.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.engine.graph.Operation;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

/** y = f(x), number by number: dx = f′·dy, where f′ follows from y or from x. */
final class ActivationPass implements Pass {
    private final Function function;
    private final Operation operation;
    private final Plan plan;

    /** @param fromOutput whether the derivative follows from the output, so that the input may be forgotten */
    private record Function(algorithm kind, double alpha, boolean fromOutput) {
        static Function of(LayerSpec.Activation spec) {
            return switch (spec) {
                case LayerSpec.Relu _ -> new Function(algorithm.eltwise_relu_use_dst_for_bwd, 0, true);
                case LayerSpec.LeakyRelu leaky ->
                    new Function(algorithm.eltwise_relu_use_dst_for_bwd, leaky.slope(), true);
                case LayerSpec.Gelu _ -> new Function(algorithm.eltwise_gelu_erf, 0, false);
                case LayerSpec.Silu _ -> new Function(algorithm.eltwise_swish, 1, false);
                case LayerSpec.Tanh _ -> new Function(algorithm.eltwise_tanh_use_dst_for_bwd, 0, true);
                case LayerSpec.Sigmoid _ -> new Function(algorithm.eltwise_logistic_use_dst_for_bwd, 0, true);
                default -> throw Pass.unknown(spec);
            };
        }
    }

    ActivationPass(LayerSpec.Activation spec, Operation operation, Plan plan) {
        function = Function.of(spec);
        this.operation = operation;
        this.plan = plan;
    }

    /** Attributes of a primitive whose output is rectified before it is written. */
    static primitive_attr rectifying() {
        primitive_attr attributes = Primitive.attributes();
        post_ops operations = new post_ops();
        operations.append_eltwise(algorithm.eltwise_relu, 0, 0);
        attributes.set_post_ops(operations);
        return attributes;
    }

    /** The gradient before a ReLU that is part of the operation. */
    static Tensor unrectify(Plan plan, Operation operation, Tensor dy) {
        return new ActivationPass(new LayerSpec.Relu(), operation, plan).derive(plan.value(operation.output()), dy);
    }

    @Override
    public void forward() {
        Tensor x = plan.input(operation);
        Tensor y = x.twin();
        plan.tape()
                .add(new Primitive(describe(x.layout())).with(DNNL_ARG_SRC, x).with(DNNL_ARG_DST, y));
        plan.put(operation, y);
    }

    @Override
    public void backward() {
        plan.gradient(operation).ifPresent(dy -> {
            Tensor known = function.fromOutput() ? plan.value(operation.output()) : plan.input(operation);
            plan.addGradient(operation.inputs().get(0), derive(known, dy));
        });
    }

    private Tensor derive(Tensor known, Tensor dy) {
        Tensor dx = dy.twin();
        memory.desc layout = known.layout();
        plan.tape()
                .add(new Primitive(new eltwise_backward.primitive_desc(
                                OneDnn.ENGINE,
                                function.kind(),
                                dx.layout(),
                                dy.layout(),
                                layout,
                                (float) function.alpha(),
                                0f,
                                describe(layout),
                                Primitive.attributes(),
                                false))
                        .with(function.fromOutput() ? DNNL_ARG_DST : DNNL_ARG_SRC, known)
                        .with(DNNL_ARG_DIFF_DST, dy)
                        .over(dy, DNNL_ARG_DIFF_SRC, dx));
        return dx;
    }

    private eltwise_forward.primitive_desc describe(memory.desc layout) {
        return new eltwise_forward.primitive_desc(
                OneDnn.ENGINE,
                prop_kind.forward_training,
                function.kind(),
                layout,
                layout,
                (float) function.alpha(),
                0f,
                Primitive.attributes(),
                false);
    }
}
