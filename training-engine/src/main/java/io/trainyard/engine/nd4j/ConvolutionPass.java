package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.TensorSpec.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two-dimensional convolution (cross-correlation, as all frameworks do it) by ND4J's own operations, which know no groups.
 * They always compute the input's gradient and take several times as long as {@link PlainConvolution} where nobody needs it.
 */
final class ConvolutionPass implements Pass {
    private final RawOp forward;
    private final Runnable backward;

    ConvolutionPass(Convolution spec, Site site) {
        List<INDArray> operands = new ArrayList<>();
        operands.add(site.input().values().array());
        operands.add(site.tensors().get(Role.WEIGHT).array());
        site.tensors().find(Role.BIAS).map(Storage::array).ifPresent(operands::add);
        long[] arguments = arguments(spec);
        forward = RawOp.of("conv2d", operands, site.output().values().array()).integers(arguments);
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

    private static Runnable backward(Convolution spec, Site site, List<INDArray> operands) {
        Optional<Storage> gradient = site.output().gradient();
        if (gradient.isEmpty()) return () -> {};
        if (site.input().gradient().isEmpty()) return new PlainConvolution(spec, site)::backward;
        List<INDArray> inputs = new ArrayList<>(operands);
        inputs.add(gradient.get().array());
        List<INDArray> outputs = new ArrayList<>();
        outputs.add(site.input().gradient().get().array());
        outputs.add(site.tensors().gradient(Role.WEIGHT).array());
        site.tensors().findGradient(Role.BIAS).map(Storage::array).ifPresent(outputs::add);
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
