package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.AveragePooling;
import java.util.Optional;

/** The mean of each window; the gradient is spread evenly over it. */
final class AveragePoolingPass implements Pass {
    private final RawOp forward;
    private final Optional<RawOp> backward;

    AveragePoolingPass(AveragePooling spec, Flow input, Flow output) {
        forward = PoolingPass.forward("avgpool2d", input, output, spec.size(), spec.stride());
        backward = PoolingPass.backward("avgpool2d_bp", input, output, spec.size(), spec.stride());
    }

    @Override
    public void forward() {
        forward.run();
    }

    @Override
    public void backward() {
        backward.ifPresent(RawOp::run);
    }
}
