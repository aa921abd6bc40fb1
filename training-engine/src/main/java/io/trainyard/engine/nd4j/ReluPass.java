package io.trainyard.engine.nd4j;

import java.util.List;
import java.util.Optional;

/** max(0, x); the gradient passes where x is greater than 0. */
final class ReluPass implements Pass {
    private final RawOp forward;
    private final Optional<RawOp> backward;

    ReluPass(Flow input, Flow output) {
        forward = RawOp.of("relu", List.of(input.values()), output.values()).reals(0);
        backward = input.gradient()
                .map(gradient -> RawOp.of(
                                "relu_bp",
                                List.of(input.values(), output.gradient().orElseThrow()),
                                gradient)
                        .reals(0));
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
