package io.trainyard.contract.network;

import io.trainyard.contract.network.LayerSpec.AdaptiveAveragePooling;
import io.trainyard.contract.network.LayerSpec.Add;
import io.trainyard.contract.network.LayerSpec.AuxiliaryClassifier;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.BatchNormalization;
import io.trainyard.contract.network.LayerSpec.Branching;
import io.trainyard.contract.network.LayerSpec.Concat;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.LayerSpec.Dense;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.LayerSpec.GlobalAveragePooling;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.LayerSpec.Padding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network is, counted the slow way: in numbers without bounds, window by window. What is beyond the contract's limits is
 * refused at the end of each layer, where the numbers are still exact.
 */
final class SlowNetwork {
    private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final int MAX_SIDE = 1 << 14;
    private static final int MAX_CHANNELS = 1 << 24;

    private final Shape image;
    private final StringBuilder text = new StringBuilder();
    private final int outputs;
    private BigInteger parameters = BigInteger.ZERO;
    private boolean refused;

    /** Channels, height and width; then along height and width how many pixels are seen, and those from one to the next. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Values(BigInteger channels, long height, long width, BigInteger[] seen, BigInteger[] jump) {
        BigInteger size() {
            return channels.multiply(BigInteger.valueOf(height)).multiply(BigInteger.valueOf(width));
        }

        Values shaped(BigInteger newChannels, long newHeight, long newWidth) {
            return new Values(newChannels, newHeight, newWidth, seen, jump);
        }
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private SlowNetwork(Shape image, int outputs) {
        this.image = image;
        this.outputs = outputs;
    }

    static SlowNetwork of(Shape image, List<LayerSpec> layers) {
        Dense last = (Dense) layers.get(layers.size() - 1);
        SlowNetwork network = new SlowNetwork(image, last.units());
        BigInteger[] ones = {BigInteger.ONE, BigInteger.ONE};
        try {
            Values start = new Values(BigInteger.valueOf(image.channels()), image.height(), image.width(), ones, ones);
            network.list(start, layers, "");
        } catch (Refusal e) {
            network.refused = true;
        }
        return network;
    }

    int outputs() {
        return outputs;
    }

    boolean isRefused() {
        return refused;
    }

    @Override
    public String toString() {
        return refused ? "refused" : text.toString();
    }

    private Values list(Values values, List<LayerSpec> layers, String path) {
        Values now = values;
        for (int i = 0; i < layers.size(); i++) now = layer(now, layers.get(i), path + i);
        return now;
    }

    private Values layer(Values in, LayerSpec layer, String path) {
        if (layer instanceof AuxiliaryClassifier auxiliary) {
            Values end = list(in, auxiliary.layers(), path + ".layers.");
            if (end.height() != 1 || end.width() != 1 || !end.channels().equals(BigInteger.valueOf(outputs)))
                throw new Refusal();
            return in;
        }
        if (layer instanceof Branching branching) return join(in, branching, path);
        if (layer instanceof Dense dense) {
            if (in.height() != 1 || in.width() != 1) throw new Refusal();
            BigInteger units = BigInteger.valueOf(dense.units());
            BigInteger products = units.multiply(in.size());
            BigInteger own = dense.bias() ? products.add(units) : products;
            return node(path, whole(in.shaped(units, 1, 1)), own, products);
        }
        if (layer instanceof Convolution convolution) return convolution(in, convolution, path);
        if (layer instanceof MaxPooling pooling) {
            long[] sides = slide(in, pooling.window());
            Values out = through(in, pooling.window().size(), pooling.window().stride());
            return node(path, out.shaped(in.channels(), sides[0], sides[1]), BigInteger.ZERO, BigInteger.ZERO);
        }
        if (layer instanceof AveragePooling pooling) {
            long[] sides = slide(in, pooling.window());
            Values out = through(in, pooling.window().size(), pooling.window().stride());
            return node(path, out.shaped(in.channels(), sides[0], sides[1]), BigInteger.ZERO, BigInteger.ZERO);
        }
        Values out = in;
        if (layer instanceof AdaptiveAveragePooling adaptive) {
            Extent size = adaptive.size();
            out = size.equals(Extent.of(1)) ? whole(in) : adaptive(in, size);
            out = out.shaped(in.channels(), size.height(), size.width());
        }
        if (layer instanceof GlobalAveragePooling) out = whole(in.shaped(in.channels(), 1, 1));
        if (layer instanceof Flatten) out = whole(in.shaped(in.size(), 1, 1));
        if (layer instanceof Padding padding)
            out = in.shaped(
                    in.channels().add(BigInteger.valueOf(2L * padding.channels())),
                    in.height() + 2L * padding.pixels(),
                    in.width() + 2L * padding.pixels());
        BigInteger own = layer instanceof BatchNormalization ? in.channels().shiftLeft(1) : BigInteger.ZERO;
        return node(path, out, own, BigInteger.ZERO);
    }

    private Values convolution(Values in, Convolution layer, String path) {
        BigInteger groups = BigInteger.valueOf(layer.groups());
        if (in.channels().mod(groups).signum() != 0) throw new Refusal();
        Extent kernel = new Extent(
                reach(layer.kernel().height(), layer), reach(layer.kernel().width(), layer));
        long[] sides = slide(in, new Window(kernel, layer.stride(), layer.padding(), false));
        BigInteger area = BigInteger.valueOf(
                (long) layer.kernel().height() * layer.kernel().width());
        BigInteger filters = BigInteger.valueOf(layer.filters());
        BigInteger weights = filters.multiply(in.channels().divide(groups)).multiply(area);
        Values out = through(in, kernel, layer.stride()).shaped(filters, sides[0], sides[1]);
        BigInteger products = weights.multiply(BigInteger.valueOf(sides[0] * sides[1]));
        return node(path, out, layer.bias() ? weights.add(filters) : weights, products);
    }

    private static int reach(int side, Convolution layer) {
        return layer.dilation() * (side - 1) + 1;
    }

    private Values join(Values in, Branching layer, String path) {
        List<Values> ends = new ArrayList<>();
        for (int i = 0; i < layer.branches().size(); i++)
            ends.add(list(in, layer.branches().get(i), path + ".branches." + i + "."));
        Values first = ends.get(0);
        BigInteger channels = BigInteger.ZERO;
        BigInteger[] seen = first.seen().clone();
        BigInteger[] jump = first.jump().clone();
        for (Values end : ends) {
            boolean fits = end.height() == first.height() && end.width() == first.width();
            if (!fits || (layer instanceof Add && !end.channels().equals(first.channels()))) throw new Refusal();
            channels = channels.add(end.channels());
            for (int side = 0; side < 2; side++) {
                seen[side] = seen[side].max(end.seen()[side]);
                jump[side] = jump[side].max(end.jump()[side]);
            }
        }
        BigInteger joined = layer instanceof Concat ? channels : first.channels();
        Values out = new Values(joined, first.height(), first.width(), seen, jump);
        return node(path, out, BigInteger.ZERO, BigInteger.ZERO);
    }

    private Values node(String path, Values out, BigInteger own, BigInteger products) {
        boolean fits = out.channels().compareTo(BigInteger.valueOf(MAX_CHANNELS)) <= 0
                && out.height() <= MAX_SIDE
                && out.width() <= MAX_SIDE
                && out.size().compareTo(MAX_INT) <= 0;
        parameters = parameters.add(own);
        if (!fits || parameters.compareTo(BigInteger.valueOf(Network.MAX_PARAMETERS)) > 0) throw new Refusal();
        BigInteger rows = out.seen()[0].min(BigInteger.valueOf(image.height()));
        BigInteger columns = out.seen()[1].min(BigInteger.valueOf(image.width()));
        String shape = out.height() == 1 && out.width() == 1
                ? out.channels().toString()
                : out.channels() + "×" + out.height() + "×" + out.width();
        text.append(path + ' ' + shape + ' ' + own + ' ' + products + ' ' + rows.max(columns) + '\n');
        return out;
    }

    private static long[] slide(Values in, Window window) {
        return new long[] {
            positions(
                    in.height(),
                    window.size().height(),
                    window.stride().height(),
                    window.padding().height(),
                    window),
            positions(
                    in.width(),
                    window.size().width(),
                    window.stride().width(),
                    window.padding().width(),
                    window)
        };
    }

    /** Puts one window behind the other for as long as another one is allowed. */
    private static long positions(long side, long size, long stride, long padding, Window window) {
        long end = side + 2 * padding;
        long count = 0;
        for (long start = 0; ; start += stride) {
            boolean within = start + size <= end;
            boolean reachesPast = window.roundUp()
                    // So far that only the stride's remainder lies beyond, and with something of the image in it.
                    && start + size - end < stride
                    && start < side + padding;
            if (!within && !reachesPast) break;
            count++;
        }
        if (count == 0) throw new Refusal();
        return count;
    }

    private static Values through(Values in, Extent size, Extent stride) {
        long[] sizes = {size.height(), size.width()};
        long[] strides = {stride.height(), stride.width()};
        BigInteger[] seen = new BigInteger[2];
        BigInteger[] jump = new BigInteger[2];
        for (int side = 0; side < 2; side++) {
            seen[side] = in.seen()[side].add(BigInteger.valueOf(sizes[side] - 1).multiply(in.jump()[side]));
            jump[side] = in.jump()[side].multiply(BigInteger.valueOf(strides[side]));
        }
        return new Values(in.channels(), in.height(), in.width(), seen, jump);
    }

    private Values whole(Values in) {
        BigInteger[] all = {BigInteger.valueOf(image.height()), BigInteger.valueOf(image.width())};
        return new Values(in.channels(), in.height(), in.width(), all, in.jump());
    }

    /** The windows as they are, to find the largest and the longest way between two. */
    private static Values adaptive(Values in, Extent size) {
        int[] rows = largest(in.height(), size.height());
        int[] columns = largest(in.width(), size.width());
        return through(in, new Extent(rows[0], columns[0]), new Extent(rows[1], columns[1]));
    }

    private static int[] largest(long side, int windows) {
        long largest = 0;
        long way = 1;
        long before = 0;
        for (int i = 0; i < windows; i++) {
            long from = i * side / windows;
            long end = ((i + 1) * side + windows - 1) / windows;
            largest = Math.max(largest, end - from);
            if (i > 0) way = Math.max(way, from - before);
            before = from;
        }
        // The way to where another window would begin.
        way = Math.max(way, side - before);
        return new int[] {(int) largest, (int) way};
    }
}
