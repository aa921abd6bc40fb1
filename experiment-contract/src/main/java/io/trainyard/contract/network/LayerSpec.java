package io.trainyard.contract.network;

import io.trainyard.contract.Checks;
import io.trainyard.contract.InvalidSpecException;

/**
 * One layer of a network, as a researcher writes it. A new kind of layer is a new record here; everything that must know
 * it then fails to compile.
 *
 * <p>Each layer tells its output shape, its number of parameters and its multiply-adds for one example.
 */
public sealed interface LayerSpec {
    Kind kind();

    /** The shape that leaves the layer. Throws {@link InvalidSpecException} naming the field that does not fit the input. */
    Shape outputShape(Shape input);

    /** Weights and biases. */
    default long parameters(Shape input) {
        return 0;
    }

    /** Multiplications with their additions in one forward pass over one example. */
    default long multiplyAdds(Shape input) {
        return 0;
    }

    /** Side of the square window over the input that one output sees; 1 where a layer works point by point. */
    default int windowSize() {
        return 1;
    }

    /** Distance in the input between the windows of two neighbouring outputs. */
    default int windowStride() {
        return 1;
    }

    /** Every kind of layer, with its name on the wire. */
    enum Kind {
        DENSE("dense"),
        CONVOLUTION("convolution"),
        MAX_POOLING("max-pooling"),
        AVERAGE_POOLING("average-pooling"),
        RELU("relu"),
        DROPOUT("dropout"),
        FLATTEN("flatten");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** Fully connected: y = W·x + b, W of units × inputs. Parameters: units · (inputs + 1). */
    record Dense(int units) implements LayerSpec {
        public Dense {
            new Checks().between(units, 1, 1 << 20, "units").throwIfAny();
        }

        @Override
        public Kind kind() {
            return Kind.DENSE;
        }

        @Override
        public Shape outputShape(Shape input) {
            if (!input.isVector())
                throw new InvalidSpecException(
                        "", "needs a vector, but gets " + input + ": put a flatten layer before it");
            return Shape.vector(units);
        }

        @Override
        public long parameters(Shape input) {
            return (long) units * (input.size() + 1);
        }

        @Override
        public long multiplyAdds(Shape input) {
            return (long) units * input.size();
        }
    }

    /**
     * Two-dimensional convolution with a square kernel and a bias per filter. Output side: (n + 2p − f)/s + 1, rounded
     * down. Parameters: filters · (channels · f² + 1).
     */
    record Convolution(int filters, int kernel, int stride, int padding) implements LayerSpec {
        public Convolution {
            new Checks()
                    .between(filters, 1, 1 << 14, "filters")
                    .between(kernel, 1, 64, "kernel")
                    .between(stride, 1, 64, "stride")
                    .between(padding, 0, 64, "padding")
                    .throwIfAny();
        }

        @Override
        public Kind kind() {
            return Kind.CONVOLUTION;
        }

        @Override
        public Shape outputShape(Shape input) {
            return slide(filters, input, kernel, stride, padding, "kernel");
        }

        @Override
        public long parameters(Shape input) {
            return (long) filters * ((long) input.channels() * kernel * kernel + 1);
        }

        @Override
        public long multiplyAdds(Shape input) {
            return (long) outputShape(input).size() * input.channels() * kernel * kernel;
        }

        @Override
        public int windowSize() {
            return kernel;
        }

        @Override
        public int windowStride() {
            return stride;
        }
    }

    /** The greatest value of each window; windows that would pass the border are left out. */
    record MaxPooling(int size, int stride) implements LayerSpec {
        public MaxPooling {
            checkPooling(size, stride);
        }

        @Override
        public Kind kind() {
            return Kind.MAX_POOLING;
        }

        @Override
        public Shape outputShape(Shape input) {
            return slide(input.channels(), input, size, stride, 0, "size");
        }

        @Override
        public int windowSize() {
            return size;
        }

        @Override
        public int windowStride() {
            return stride;
        }
    }

    /** The mean of each window; windows that would pass the border are left out. */
    record AveragePooling(int size, int stride) implements LayerSpec {
        public AveragePooling {
            checkPooling(size, stride);
        }

        @Override
        public Kind kind() {
            return Kind.AVERAGE_POOLING;
        }

        @Override
        public Shape outputShape(Shape input) {
            return slide(input.channels(), input, size, stride, 0, "size");
        }

        @Override
        public int windowSize() {
            return size;
        }

        @Override
        public int windowStride() {
            return stride;
        }
    }

    /** max(0, x), point by point. */
    record Relu() implements LayerSpec {
        @Override
        public Kind kind() {
            return Kind.RELU;
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }
    }

    /** While training, zeroes each value with probability {@code rate} and divides the others by 1 − rate. */
    record Dropout(double rate) implements LayerSpec {
        public Dropout {
            new Checks().within(rate, 0, 1, "rate").throwIfAny();
        }

        @Override
        public Kind kind() {
            return Kind.DROPOUT;
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }
    }

    /** Lays an image out as a vector, channel by channel, row by row. */
    record Flatten() implements LayerSpec {
        @Override
        public Kind kind() {
            return Kind.FLATTEN;
        }

        @Override
        public Shape outputShape(Shape input) {
            return Shape.vector(input.size());
        }
    }

    private static void checkPooling(int size, int stride) {
        new Checks()
                .between(size, 1, 64, "size")
                .between(stride, 1, 64, "stride")
                .throwIfAny();
    }

    private static Shape slide(int channels, Shape input, int window, int stride, int padding, String field) {
        int height = input.height() + 2 * padding;
        int width = input.width() + 2 * padding;
        if (window > height || window > width)
            throw new InvalidSpecException(
                    field,
                    "is " + window + ", larger than its input of " + height + "×" + width
                            + (padding > 0 ? " with padding" : ""));
        return new Shape(channels, (height - window) / stride + 1, (width - window) / stride + 1);
    }
}
