package io.trainyard.contract.network;

import io.trainyard.contract.fields.Default;
import io.trainyard.contract.network.TensorSpec.Role;
import io.trainyard.contract.validation.Checks;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Locale;

/**
 * One layer of a network, as a researcher writes it. A new kind of layer is a new record here; everything that must know
 * it then fails to compile. The record's components are its fields on the wire and in forms.
 *
 * <p>Each layer tells its output shape, its tensors, its multiply-adds for one example and the window that one of its
 * outputs sees.
 */
public sealed interface LayerSpec {
    /** The name of the kind on the wire: {@code MaxPooling} is {@code max-pooling}. */
    default String type() {
        return typeOf(getClass());
    }

    /** The name on the wire of a kind of layer. */
    static String typeOf(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The shape that leaves the layer. Throws {@link InvalidSpecException} naming the field that does not fit the input. */
    Shape outputShape(Shape input);

    /** What the layer learns or keeps, in order; none by default. */
    default List<TensorSpec> tensors(Shape input) {
        return List.of();
    }

    /** Multiplications with their additions in one forward pass over one example. */
    default long multiplyAdds(Shape input) {
        return 0;
    }

    /** What of the input one output sees; a single value where a layer works point by point. */
    default Window window(Shape input) {
        return Window.POINT;
    }

    /** Whether every output depends on the whole input. */
    default boolean seesAll() {
        return false;
    }

    /** Fully connected: y = W·x + b, W of units × inputs. Parameters: units · (inputs + 1). */
    record Dense(int units, @Default("true") boolean bias) implements LayerSpec {
        public Dense {
            new Checks().between(units, 1, 1 << 20, "units").throwIfAny();
        }

        public Dense(int units) {
            this(units, true);
        }

        @Override
        public Shape outputShape(Shape input) {
            if (!input.isVector())
                throw new InvalidSpecException(
                        "", "needs a vector, but gets " + input + ": put a flatten layer before it");
            return Shape.vector(units);
        }

        @Override
        public List<TensorSpec> tensors(Shape input) {
            return weightAndBias(List.of(units, input.size()), input.size(), units, bias);
        }

        @Override
        public long multiplyAdds(Shape input) {
            return (long) units * input.size();
        }

        @Override
        public boolean seesAll() {
            return true;
        }
    }

    /**
     * Two-dimensional convolution (cross-correlation, as all frameworks do it). Output side: (n + 2p − d·(f − 1) − 1)/s + 1,
     * rounded down. Parameters: filters · (channels/groups · f² + 1). Multiply-adds: output size · channels/groups · f².
     *
     * @param dilation distance between neighbouring values of the kernel
     * @param groups parts that the channels are split into; a filter sees the channels of its own part
     */
    record Convolution(
            int filters,
            Extent kernel,
            @Default("1") Extent stride,
            @Default("0") Extent padding,
            @Default("1") int dilation,
            @Default("1") int groups,
            @Default("true") boolean bias)
            implements LayerSpec {
        public Convolution {
            Window.check(kernel, stride, padding, "kernel")
                    .between(filters, 1, 1 << 14, "filters")
                    .between(dilation, 1, 64, "dilation")
                    .between(groups, 1, filters, "groups")
                    .require(groups < 1 || filters % groups == 0, "groups", "must divide the " + filters + " filters")
                    .throwIfAny();
        }

        public Convolution(int filters, int kernel, int stride, int padding) {
            this(filters, Extent.of(kernel), Extent.of(stride), Extent.of(padding), 1, 1, true);
        }

        @Override
        public Shape outputShape(Shape input) {
            if (input.channels() % groups != 0)
                throw new InvalidSpecException(
                        "groups", "is " + groups + ", but must divide its input's " + input.channels() + " channels");
            return window().slide(filters, input, "kernel");
        }

        @Override
        public List<TensorSpec> tensors(Shape input) {
            int channels = input.channels() / groups;
            long area = (long) kernel.height() * kernel.width();
            List<Integer> shape = List.of(filters, channels, kernel.height(), kernel.width());
            return weightAndBias(shape, channels * area, filters / groups * area, bias);
        }

        @Override
        public long multiplyAdds(Shape input) {
            return (long) outputShape(input).size() * (input.channels() / groups) * kernel.height() * kernel.width();
        }

        @Override
        public Window window(Shape input) {
            return window();
        }

        private Window window() {
            Extent seen = new Extent(dilation * (kernel.height() - 1) + 1, dilation * (kernel.width() - 1) + 1);
            return new Window(seen, stride, padding, false);
        }
    }

    /** The greatest value of each window; padding never is. */
    record MaxPooling(
            Extent size,
            @Default("{size}") Extent stride,
            @Default("0") Extent padding,
            @Default("false") boolean roundUp)
            implements LayerSpec {
        public MaxPooling {
            checkPooling(size, stride, padding);
        }

        public MaxPooling(int size, int stride) {
            this(Extent.of(size), Extent.of(stride), Extent.of(0), false);
        }

        @Override
        public Shape outputShape(Shape input) {
            return window().slide(input.channels(), input, "size");
        }

        @Override
        public Window window(Shape input) {
            return window();
        }

        public Window window() {
            return new Window(size, stride, padding, roundUp);
        }
    }

    /** The mean of each window, the zeros of its padding included. */
    record AveragePooling(
            Extent size,
            @Default("{size}") Extent stride,
            @Default("0") Extent padding,
            @Default("false") boolean roundUp)
            implements LayerSpec {
        public AveragePooling {
            checkPooling(size, stride, padding);
        }

        public AveragePooling(int size, int stride) {
            this(Extent.of(size), Extent.of(stride), Extent.of(0), false);
        }

        @Override
        public Shape outputShape(Shape input) {
            return window().slide(input.channels(), input, "size");
        }

        @Override
        public Window window(Shape input) {
            return window();
        }

        public Window window() {
            return new Window(size, stride, padding, roundUp);
        }
    }

    /** Means of as many windows as are wanted: along a side of n, window i of s is from ⌊i·n/s⌋ to ⌈(i + 1)·n/s⌉. */
    record AdaptiveAveragePooling(Extent size) implements LayerSpec {
        public AdaptiveAveragePooling {
            new Checks()
                    .require(size.isWithin(1, 1024), "size", "must be from 1 to 1024, but was " + size)
                    .throwIfAny();
        }

        @Override
        public Shape outputShape(Shape input) {
            return new Shape(input.channels(), size.height(), size.width());
        }

        /** The largest of the windows, and the longest way from one to the next. */
        @Override
        public Window window(Shape input) {
            Extent largest = new Extent(largest(input.height(), size.height()), largest(input.width(), size.width()));
            Extent step = new Extent(ceil(input.height(), size.height()), ceil(input.width(), size.width()));
            return new Window(largest, step, Extent.of(0), false);
        }

        private static int largest(int side, int windows) {
            int largest = 1;
            for (int i = 0; i < windows; i++) {
                int from = (int) ((long) i * side / windows);
                int end = ceil((i + 1L) * side, windows);
                largest = Math.max(largest, end - from);
            }
            return largest;
        }

        private static int ceil(long dividend, int divisor) {
            return (int) -Math.floorDiv(-dividend, divisor);
        }

        @Override
        public boolean seesAll() {
            return size.equals(Extent.of(1));
        }
    }

    /** The mean of each channel (Lin, Chen, Yan: "Network in Network", 2014). */
    record GlobalAveragePooling() implements LayerSpec {
        @Override
        public Shape outputShape(Shape input) {
            return Shape.vector(input.channels());
        }

        @Override
        public boolean seesAll() {
            return true;
        }
    }

    /**
     * y = γ·(x − μ)/√(σ² + ε) + β with μ and σ² of each channel: of the batch while training, running ones otherwise (Ioffe,
     * Szegedy 2015). The running ones move by {@code momentum} with every batch; the running variance is the unbiased one.
     */
    record BatchNormalization(
            @Default("0.1") double momentum,
            @Default("1e-5") double epsilon) implements LayerSpec {
        public BatchNormalization {
            new Checks()
                    .within(momentum, 0, 1, "momentum")
                    .require(epsilon > 0 && epsilon < 1, "epsilon", "must be greater than 0 and less than 1")
                    .throwIfAny();
        }

        public BatchNormalization() {
            this(0.1, 1e-5);
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public List<TensorSpec> tensors(Shape input) {
            return List.of(
                    TensorSpec.perChannel("weight", Role.SCALE, input.channels()),
                    TensorSpec.perChannel("bias", Role.SHIFT, input.channels()),
                    TensorSpec.perChannel("running_mean", Role.RUNNING_MEAN, input.channels()),
                    TensorSpec.perChannel("running_var", Role.RUNNING_VARIANCE, input.channels()));
        }
    }

    /**
     * y = x / (k + α/n · Σ x²)^β, the sum over the n channels around it (Krizhevsky, Sutskever, Hinton 2012; α divided by n as
     * in PyTorch).
     */
    record LocalResponseNormalization(
            @Default("5") int size,
            @Default("1e-4") double alpha,
            @Default("0.75") double beta,
            @Default("2") double k) implements LayerSpec {
        public LocalResponseNormalization {
            new Checks()
                    .require(size % 2 == 1, "size", "must be odd, so that the channels lie evenly around one")
                    .between(size, 1, 63, "size")
                    .within(alpha, 0, 1000, "alpha")
                    .within(beta, 0, 100, "beta")
                    .require(k > 0 && k <= 1000, "k", "must be greater than 0 and at most 1000")
                    .throwIfAny();
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }
    }

    /** A function of one number, applied to each. */
    sealed interface Activation extends LayerSpec {
        @Override
        default Shape outputShape(Shape input) {
            return input;
        }
    }

    /** max(0, x). */
    record Relu() implements Activation {}

    /** x where x > 0, else slope·x (Maas, Hannun, Ng 2013). */
    record LeakyRelu(@Default("0.01") double slope) implements Activation {
        public LeakyRelu {
            new Checks().within(slope, 0, 1, "slope").throwIfAny();
        }
    }

    /** x·Φ(x), Φ the distribution function of the normal distribution (Hendrycks, Gimpel 2016). */
    record Gelu() implements Activation {}

    /** x/(1 + e^−x), also known as Swish (Elfwing, Uchibe, Doya 2017). */
    record Silu() implements Activation {}

    /** The hyperbolic tangent. */
    record Tanh() implements Activation {}

    /** 1/(1 + e^−x). */
    record Sigmoid() implements Activation {}

    /** While training, zeroes each value with probability {@code rate} and divides the others by 1 − rate. */
    record Dropout(@Default("0.5") double rate) implements LayerSpec {
        public Dropout {
            new Checks().within(rate, 0, 1, "rate").throwIfAny();
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }
    }

    /** Lays an image out as a vector, channel by channel, row by row. */
    record Flatten() implements LayerSpec {
        @Override
        public Shape outputShape(Shape input) {
            return Shape.vector(input.size());
        }

        @Override
        public boolean seesAll() {
            return true;
        }
    }

    /** So many channels of zeros before and behind the others, and so many pixels of zeros on all four sides. */
    record Padding(@Default("0") int channels, @Default("0") int pixels) implements LayerSpec {
        public Padding {
            new Checks()
                    .between(channels, 0, 1 << 14, "channels")
                    .between(pixels, 0, 1024, "pixels")
                    .throwIfAny();
        }

        @Override
        public Shape outputShape(Shape input) {
            return new Shape(input.channels() + 2 * channels, input.height() + 2 * pixels, input.width() + 2 * pixels);
        }
    }

    /** A layer that is made of lists of layers. */
    sealed interface Branching extends LayerSpec {
        int MAX_BRANCHES = 64;

        /** Each starts at the layer's own input; an empty one is that input itself. */
        List<List<LayerSpec>> branches();

        /** The shape of the branches' outputs together. */
        Shape join(List<Shape> outputs);

        @Override
        default Shape outputShape(Shape input) {
            return join(branches().stream()
                    .map(branch -> {
                        Shape shape = input;
                        for (LayerSpec layer : branch) shape = layer.outputShape(shape);
                        return shape;
                    })
                    .toList());
        }
    }

    /** All branches' channels one behind the other. */
    record Concat(List<List<LayerSpec>> branches) implements Branching {
        public Concat {
            branches = checkedBranches(branches);
        }

        @Override
        public Shape join(List<Shape> outputs) {
            Shape first = outputs.get(0);
            // Exact: at most 64 branches, of at most 2^24 channels each.
            int channels = 0;
            for (int i = 0; i < outputs.size(); i++) {
                Shape output = outputs.get(i);
                channels += output.channels();
                if (output.height() != first.height() || output.width() != first.width())
                    throw new InvalidSpecException(
                            "branches[" + i + "]",
                            "gives " + output + ", which does not fit beside the first's " + first);
            }
            return new Shape(channels, first.height(), first.width());
        }
    }

    /** The sum of all branches: with an empty branch a residual block (He, Zhang, Ren, Sun 2016). */
    record Add(List<List<LayerSpec>> branches) implements Branching {
        public Add {
            branches = checkedBranches(branches);
        }

        @Override
        public Shape join(List<Shape> outputs) {
            for (int i = 1; i < outputs.size(); i++)
                if (!outputs.get(i).equals(outputs.get(0)))
                    throw new InvalidSpecException(
                            "branches[" + i + "]",
                            "gives " + outputs.get(i) + ", which cannot be added to the first's " + outputs.get(0));
            return outputs.get(0);
        }
    }

    /**
     * Passes its input on. While training, its layers give scores of their own, whose loss is added with a weight (Szegedy et
     * al. 2015); they are left out when the network is evaluated.
     */
    record AuxiliaryClassifier(@Default("0.3") double weight, List<LayerSpec> layers) implements LayerSpec {
        public AuxiliaryClassifier {
            new Checks()
                    .require(weight > 0 && weight <= 10, "weight", "must be greater than 0 and at most 10")
                    .require(!layers.isEmpty(), "layers", "must have at least one layer")
                    .throwIfAny();
            layers = List.copyOf(layers);
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }
    }

    private static void checkPooling(Extent size, Extent stride, Extent padding) {
        Window.check(size, stride, padding, "size")
                .require(
                        2 * padding.height() <= size.height() && 2 * padding.width() <= size.width(),
                        "padding",
                        "is " + padding + ", but must be at most half of the size " + size)
                .throwIfAny();
    }

    private static List<List<LayerSpec>> checkedBranches(List<List<LayerSpec>> branches) {
        new Checks()
                .between(branches.size(), 2, Branching.MAX_BRANCHES, "branches")
                .throwIfAny();
        return branches.stream().map(List::copyOf).toList();
    }

    private static List<TensorSpec> weightAndBias(List<Integer> shape, long fanIn, long fanOut, boolean bias) {
        TensorSpec weight = new TensorSpec("weight", Role.WEIGHT, shape, fanIn, fanOut);
        if (!bias) return List.of(weight);
        return List.of(weight, new TensorSpec("bias", Role.BIAS, List.of(shape.get(0)), fanIn, fanOut));
    }
}
