package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.LayerSpec.MaxPooling;
import java.util.Optional;

/** The greatest value of each window; the gradient goes to where it was found. */
final class MaxPoolingPass implements Pass {
    private final RawOp forward;
    private final Optional<RawOp> backward;

    MaxPoolingPass(MaxPooling spec, Flow input, Flow output) {
        forward = PoolingPass.forward("maxpool2d", input, output, spec.size(), spec.stride());
        backward = PoolingPass.backward("maxpool2d_bp", input, output, spec.size(), spec.stride());
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
