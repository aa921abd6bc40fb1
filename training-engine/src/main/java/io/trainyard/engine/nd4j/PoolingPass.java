package io.trainyard.engine.nd4j;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What both kinds of pooling have in common: the operation's arguments and how its two passes are bound. */
final class PoolingPass {
    private PoolingPass() {}

    /** Window, stride, padding and dilation; then explicit padding, the kind's own argument, and channels first. */
    private static long[] arguments(int size, int stride) {
        return new long[] {size, size, stride, stride, 0, 0, 1, 1, 0, 0, 0};
    }

    static RawOp forward(String op, Flow input, Flow output, int size, int stride) {
        return RawOp.of(op, List.of(input.values()), output.values()).integers(arguments(size, stride));
    }

    /** Absent where the input has no gradient. */
    static Optional<RawOp> backward(String op, Flow input, Flow output, int size, int stride) {
        if (input.gradient().isEmpty()) return Optional.empty();
        List<INDArray> inputs = List.of(input.values(), output.gradient().orElseThrow());
        return Optional.of(RawOp.of(op, inputs, input.gradient().get()).integers(arguments(size, stride)));
    }
}
