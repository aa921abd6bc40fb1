package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Shape;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What flows between two layers of a plan: the values of a batch and, going back, the loss's gradient by them. The input of
 * the network has no gradient, and a plan for evaluation has none at all.
 *
 * @param values batch × channels × height × width, in C order
 * @param gradient as the values
 */
record Flow(Shape shape, INDArray values, Optional<INDArray> gradient) {
    static Flow of(int batch, Shape shape, Buffers buffers, boolean withGradient) {
        long[] sides = {batch, shape.channels(), shape.height(), shape.width()};
        return new Flow(
                shape, buffers.array(sides), withGradient ? Optional.of(buffers.array(sides)) : Optional.empty());
    }

    int batch() {
        return (int) values.size(0);
    }

    /** The same memory in another shape. */
    Flow as(Shape other) {
        return new Flow(other, reshaped(values, other), gradient.map(array -> reshaped(array, other)));
    }

    /** One row an example. */
    INDArray rows() {
        return values.reshape('c', batch(), shape.size());
    }

    INDArray gradientRows() {
        return gradient.orElseThrow().reshape('c', batch(), shape.size());
    }

    private static INDArray reshaped(INDArray array, Shape shape) {
        return array.reshape('c', array.size(0), shape.channels(), shape.height(), shape.width());
    }
}
