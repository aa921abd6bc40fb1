package io.trainyard.engine.onednn;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.Network;
import org.bytedeco.dnnl.global.dnnl.algorithm;

/** The windows of a pooling layer along both sides of an image. */
record Windows(algorithm method, Axis vertical, Axis horizontal) {
    static Windows of(MaxPooling spec, Network.Node node) {
        return sliding(algorithm.pooling_max, node, spec.size(), spec.stride(), spec.padding());
    }

    static Windows of(AveragePooling spec, Network.Node node) {
        return sliding(algorithm.pooling_avg_include_padding, node, spec.size(), spec.stride(), spec.padding());
    }

    /** Windows that share an image among them, as adaptive and global pooling want it. */
    static Windows of(Network.Node node) {
        return new Windows(
                algorithm.pooling_avg_include_padding,
                Axis.adaptive(node.input().height(), node.output().height()),
                Axis.adaptive(node.input().width(), node.output().width()));
    }

    private static Windows sliding(algorithm method, Network.Node node, Extent size, Extent stride, Extent padding) {
        return new Windows(
                method,
                new Axis(
                        node.input().height(),
                        node.output().height(),
                        size.height(),
                        stride.height(),
                        padding.height()),
                new Axis(node.input().width(), node.output().width(), size.width(), stride.width(), padding.width()));
    }

    /** Whether all windows are of one size, so that a primitive can take their means. */
    boolean areEven() {
        return vertical.isEven() && horizontal.isEven();
    }

    long[] sizes() {
        return new long[] {vertical.window(), horizontal.window()};
    }

    long[] strides() {
        return new long[] {vertical.stride(), horizontal.stride()};
    }

    long[] paddingBefore() {
        return new long[] {vertical.padding(), horizontal.padding()};
    }

    long[] paddingBehind() {
        return new long[] {vertical.behind(), horizontal.behind()};
    }

    /** Share of each input pixel (row) in each window's mean (column): a matrix of input pixels × output pixels. */
    float[] shares() {
        int outputs = vertical.outputs() * horizontal.outputs();
        float[] shares = new float[vertical.inputs() * horizontal.inputs() * outputs];
        for (int y = 0; y < vertical.inputs(); y++)
            for (int x = 0; x < horizontal.inputs(); x++)
                for (int v = 0; v < vertical.outputs(); v++)
                    for (int h = 0; h < horizontal.outputs(); h++)
                        shares[(y * horizontal.inputs() + x) * outputs + v * horizontal.outputs() + h] =
                                (float) (vertical.share(y, v) * horizontal.share(x, h));
        return shares;
    }

    /**
     * Along one side.
     *
     * @param window pixels of a window; 0 where windows share the side among them
     */
    record Axis(int inputs, int outputs, int window, int stride, int padding) {
        static Axis adaptive(int inputs, int outputs) {
            boolean even = inputs % outputs == 0;
            return new Axis(inputs, outputs, even ? inputs / outputs : 0, even ? inputs / outputs : 0, 0);
        }

        /** A window that reaches past the padding counts only what is before its end. */
        boolean isEven() {
            return window > 0 && (outputs - 1) * stride + window <= inputs + 2 * padding;
        }

        /** Padding that the last window needs. */
        int behind() {
            return Math.max(padding, (outputs - 1) * stride + window - inputs - padding);
        }

        double share(int input, int output) {
            int from = window > 0 ? output * stride - padding : output * inputs / outputs;
            int to = window > 0
                    ? Math.min(from + window, inputs + padding)
                    : ((output + 1) * inputs + outputs - 1) / outputs;
            return input >= from && input < to ? 1.0 / (to - from) : 0;
        }
    }
}
