package io.trainyard.engine.onnx;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.AveragePooling;
import io.trainyard.contract.network.LayerSpec.MaxPooling;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.Window;
import java.util.List;

/** Adds pooling layers to a graph; {@code input} is the name of a value of four sides. */
final class OnnxPooling {
    /** ONNX Runtime 1.30 makes zeros before a pooling its padding, which is another thing: less than any value, or left out. */
    private static final float ALMOST_ZERO = Float.MIN_VALUE;

    private final OnnxGraph graph;

    OnnxPooling(OnnxGraph graph) {
        this.graph = graph;
    }

    /** Windows that reach past the border see more padding, which is never the greatest. */
    void max(Node node, MaxPooling pooling, String input) {
        Extent overhang = overhang(node, pooling.window());
        graph.add(windows("MaxPool", node.path(), input, pooling.window())
                .with("pads", pads(pooling.padding(), overhang)));
    }

    /** What lies past the padding counts for nothing, while the padding counts as zeros. */
    void average(Node node, AveragePooling pooling, String input) {
        Extent overhang = overhang(node, pooling.window());
        if (overhang.equals(Extent.of(0))) {
            graph.add(windows("AveragePool", node.path(), input, pooling.window())
                    .with("pads", pads(pooling.padding(), overhang))
                    .with("count_include_pad", 1));
            return;
        }
        String padded = node.path() + ".padded";
        pad(padded, input, 0, pooling.padding());
        graph.add(windows("AveragePool", node.path(), padded, pooling.window())
                .with("pads", pads(Extent.of(0), overhang)));
    }

    void pad(String output, String input, int channels, Extent pixels) {
        long height = pixels.height();
        long width = pixels.width();
        String sides = graph.integers(output + ".pads", 0, channels, height, width, 0, channels, height, width);
        String zero = graph.floats(output + ".zero", List.of(), new float[] {ALMOST_ZERO});
        graph.add(new OnnxNode("Pad", output, List.of(input, sides, zero)));
    }

    private static OnnxNode windows(String operator, String output, String input, Window window) {
        return new OnnxNode(operator, output, List.of(input))
                .with("kernel_shape", sides(window.size()))
                .with("strides", sides(window.stride()));
    }

    static int[] sides(Extent extent) {
        return new int[] {extent.height(), extent.width()};
    }

    /** Before the image's rows and columns, then behind them. */
    static int[] pads(Extent padding, Extent overhang) {
        return new int[] {
            padding.height(), padding.width(), padding.height() + overhang.height(), padding.width() + overhang.width()
        };
    }

    /** How far the last windows reach past the padding. */
    private static Extent overhang(Node node, Window window) {
        Shape input = node.input();
        Shape output = node.output();
        Extent size = window.size();
        Extent stride = window.stride();
        Extent padding = window.padding();
        return new Extent(
                overhang(output.height(), stride.height(), size.height(), input.height() + 2 * padding.height()),
                overhang(output.width(), stride.width(), size.width(), input.width() + 2 * padding.width()));
    }

    private static int overhang(int positions, int stride, int size, int side) {
        return Math.max(0, (positions - 1) * stride + size - side);
    }

    /**
     * Windows of unequal sizes are no operator of their own, but the mean along a side is a matrix: the image is multiplied
     * by one for its rows and one for its columns.
     */
    void adaptive(Node node, String input) {
        Shape from = node.input();
        Shape to = node.output();
        String path = node.path();
        float[] down = means(from.height(), to.height());
        String rows = graph.floats(path + ".rows", List.of(to.height(), from.height()), down);
        float[] across = transposed(means(from.width(), to.width()), from.width());
        String columns = graph.floats(path + ".columns", List.of(from.width(), to.width()), across);
        String lower = path + ".lower";
        graph.add(new OnnxNode("MatMul", lower, List.of(rows, input)));
        graph.add(new OnnxNode("MatMul", path, List.of(lower, columns)));
    }

    /** A row for each window, with the share of each of the side's values in its mean. */
    private static float[] means(int side, int windows) {
        float[] means = new float[windows * side];
        for (int window = 0; window < windows; window++) {
            int from = window * side / windows;
            int to = ((window + 1) * side + windows - 1) / windows;
            for (int i = from; i < to; i++) means[window * side + i] = 1f / (to - from);
        }
        return means;
    }

    private static float[] transposed(float[] matrix, int columns) {
        int rows = matrix.length / columns;
        float[] transposed = new float[matrix.length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                transposed[column * rows + row] = matrix[row * columns + column];
        return transposed;
    }
}
