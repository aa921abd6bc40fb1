package io.trainyard.engine.onednn;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.engine.device.State;
import io.trainyard.engine.graph.Operation;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import org.bytedeco.dnnl.memory.data_type;
import org.jspecify.annotations.Nullable;

/** A convolution with 3 × 3 kernels by {@linkplain WinogradTransforms fewer products}, with a ReLU if one follows. */
final class WinogradPass implements Pass {
    /** With so many there is little to gain yet, for the transforms cost most of what the products save. */
    private static final int LEAST_CHANNELS = 32;

    private static final int LEAST_PIXELS = 16;

    /** With fewer, all images together, transforms of weights cost more than products are saved. */
    private static final int LEAST_PIXELS_OF_BATCH = 1024;

    /** From so many pixels of an image on, larger tiles save more than their transforms of weights cost. */
    private static final int LEAST_PIXELS_BY_FOUR = 64;

    private static final Extent KERNEL = Extent.of(3);

    private final Convolution spec;
    private final Operation operation;
    private final Plan plan;
    private final boolean biased;
    private final MinimalFilter filter;
    private final long[] weightSides;
    private @Nullable Tensor input;

    WinogradPass(Convolution spec, Operation operation, Plan plan) {
        this.spec = spec;
        this.operation = operation;
        this.plan = plan;
        biased = operation.biased() && spec.bias();
        filter = filter(plan.node(operation.layer()).output());
        weightSides = new long[] {
            spec.filters(), plan.node(operation.layer()).input().channels(), KERNEL.height(), KERNEL.width()
        };
    }

    /** Whether a convolution can be computed so, and is faster for it. */
    static boolean suits(Convolution spec, Operation operation, Plan plan) {
        var node = plan.node(operation.layer());
        long pixels = (long) node.output().height() * node.output().width();
        int channels = Math.min(node.input().channels(), spec.filters());
        return spec.kernel().equals(KERNEL)
                && spec.stride().equals(Extent.of(1))
                && spec.dilation() == 1
                && spec.groups() == 1
                && Math.max(spec.padding().height(), spec.padding().width()) <= 2
                && node.input().channels() % Lane.NUMBERS == 0
                && spec.filters() % Lane.NUMBERS == 0
                && channels >= LEAST_CHANNELS
                && pixels >= LEAST_PIXELS
                && pixels * plan.sides(node.output())[0] >= LEAST_PIXELS_OF_BATCH
                && plan.type() == data_type.f32
                && FloatVector.SPECIES_PREFERRED.equals(Lane.SPECIES)
                && (plan.threads() == 1 || OpenMp.callsBack());
    }

    private static MinimalFilter filter(Shape outputs) {
        return outputs.height() * outputs.width() >= LEAST_PIXELS_BY_FOUR
                ? new MinimalFilterOfFour()
                : new MinimalFilterOfTwo();
    }

    @Override
    public void forward() {
        Tensor x = plan.input(operation);
        Tensor laidOut = plan.tape().inLayout(x, WinogradWalk.layout(x.sides()));
        input = laidOut;
        State state = plan.isTraining() ? State.PARAMETERS : plan.parameters().evaluated();
        Tensor laidOutWeights = plan.tape().inLayout(weight(state), WinogradWeights.layout(weightSides));
        WinogradWeights weights = new WinogradWeights(laidOutWeights, false, filter, plan.threads());
        plan.tape().add(weights);
        Tensor y = images(plan.sides(plan.node(operation.layer()).output()));
        Optional<Tensor> bias =
                biased ? Optional.of(plan.parameters().vector(state, operation.layer(), Role.BIAS)) : Optional.empty();
        plan.tape()
                .add(new WinogradConvolution(
                        new WinogradConvolution.Operands(
                                laidOut, weights.transformed(), new Ending(bias, operation.rectified()), y),
                        WinogradTiles.of(filter, spec, plan.node(operation.layer()), x.sides()[0]),
                        plan.threads()));
        plan.put(operation, y);
    }

    private static Tensor images(long[] sides) {
        return Tensor.of(WinogradWalk.layout(sides), sides);
    }

    /** Lies as it is transformed, unless smaller batches are trained on in another way: then only evaluations come here. */
    private Tensor weight(State state) {
        return plan.parameters()
                .tensor(state, operation.layer(), Role.WEIGHT, weightSides, () -> WinogradWeights.layout(weightSides));
    }

    @Override
    public void backward() {
        Optional<Tensor> gradient = plan.gradient(operation);
        if (gradient.isEmpty()) return;
        Tensor given =
                operation.rectified() ? ActivationPass.unrectify(plan, operation, gradient.get()) : gradient.get();
        Tensor dy = plan.tape().inLayout(given, WinogradWalk.layout(given.sides()));
        differentiateWeights(dy);
        if (plan.wantsGradient(operation.inputs().get(0))) differentiateInput(dy);
    }

    private void differentiateWeights(Tensor dy) {
        Optional<Tensor> bias = biased
                ? Optional.of(plan.parameters().vector(State.GRADIENT, operation.layer(), Role.BIAS))
                : Optional.empty();
        plan.tape()
                .add(new WinogradGradient(
                        new WinogradGradient.Operands(input(), dy, weight(State.GRADIENT), bias),
                        WinogradTiles.of(filter, spec, plan.node(operation.layer()), dy.sides()[0]),
                        plan.threads()));
    }

    /** The convolution of dy with the kernels turned by 180° and their channels swapped. */
    private void differentiateInput(Tensor dy) {
        WinogradWeights weights = new WinogradWeights(weight(State.PARAMETERS), true, filter, plan.threads());
        plan.tape().add(weights);
        Tensor dx = images(input().sides());
        plan.tape()
                .add(new WinogradConvolution(
                        new WinogradConvolution.Operands(
                                dy, weights.transposed(), new Ending(Optional.empty(), false), dx),
                        WinogradTiles.ofInputs(filter, spec, plan.node(operation.layer()), dy.sides()[0]),
                        plan.threads()));
        plan.addGradient(operation.inputs().get(0), dx);
    }

    private Tensor input() {
        if (input == null) throw new IllegalStateException("the forward pass comes first");
        return input;
    }
}
