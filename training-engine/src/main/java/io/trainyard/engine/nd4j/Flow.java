package io.trainyard.engine.nd4j;

import io.trainyard.contract.network.Shape;
import java.util.Optional;

/**
 * What flows between two passes: the values of a batch and, going back, the loss's gradient by them. Absent where nobody
 * learns from it: before the first layer with parameters and in an evaluation.
 *
 * @param values batch × channels × height × width
 * @param gradient as the values
 */
record Flow(int batch, Shape shape, Storage values, Optional<Storage> gradient) {
    /** The same memory seen as another shape. */
    Flow as(Shape other) {
        long[] sides = {batch, other.channels(), other.height(), other.width()};
        return new Flow(batch, other, values.part(0, sides), gradient.map(storage -> storage.part(0, sides)));
    }

    /** With another place for the gradient. */
    Flow with(Optional<Storage> otherGradient) {
        return new Flow(batch, shape, values, otherGradient);
    }

    /** One row an example. */
    Storage rows() {
        return values.part(0, batch, shape.size());
    }

    Storage gradientRows() {
        return gradient.orElseThrow().part(0, batch, shape.size());
    }

    /** Height times width. */
    int plane() {
        return shape.height() * shape.width();
    }

    /** Numbers in the whole batch. */
    long length() {
        return (long) batch * shape.size();
    }
}
