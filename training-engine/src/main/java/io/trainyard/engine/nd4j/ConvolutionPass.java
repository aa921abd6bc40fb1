package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.TensorSpec.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two-dimensional convolution (cross-correlation, as all frameworks do it) by ND4J's own operations, which know no groups.
 * They always compute the input's gradient and take several times as long as {@link PlainConvolution} where nobody needs it.
 */
final class ConvolutionPass implements Pass {
    private final RawOp forward;
    private final Runnable backward;

    ConvolutionPass(Convolution spec, Site site) {
        List<Storage> operands = new ArrayList<>();
        operands.add(site.input().values());
        operands.add(site.tensors().get(Role.WEIGHT));
        site.tensors().find(Role.BIAS).ifPresent(operands::add);
        long[] arguments = arguments(spec);
        forward = RawOp.of("conv2d", operands, site.output().values()).integers(arguments);
        backward = backward(spec, site, operands);
    }

    /** Extents vertical and horizontal; then explicit padding, channels first, and filters × channels × kernel. */
    private static long[] arguments(Convolution spec) {
        return new long[] {
            spec.kernel().height(),
            spec.kernel().width(),
            spec.stride().height(),
            spec.stride().width(),
            spec.padding().height(),
            spec.padding().width(),
            spec.dilation(),
            spec.dilation(),
            0,
            0,
            1
        };
    }

    private static Runnable backward(Convolution spec, Site site, List<Storage> operands) {
        Optional<Storage> gradient = site.output().gradient();
        if (gradient.isEmpty()) return () -> {};
        if (site.input().gradient().isEmpty()) return new PlainConvolution(spec, site)::backward;
        List<Storage> inputs = new ArrayList<>(operands);
        inputs.add(gradient.get());
        List<Storage> outputs = new ArrayList<>();
        outputs.add(site.input().gradient().get());
        outputs.add(site.tensors().gradient(Role.WEIGHT));
        site.tensors().findGradient(Role.BIAS).ifPresent(outputs::add);
        return RawOp.of("conv2d_bp", inputs, outputs).integers(arguments(spec))::run;
    }

    @Override
    public void forward() {
        forward.run();
    }

    @Override
    public void backward() {
        backward.run();
    }
}
