package io.trainyard.engine.onednn;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * dW = x ∗ dy of a convolution over few pixels, for which oneDNN's kernels reach a quarter to a half of the processor's speed.
 * Laid out as pixels × examples × channels, with the columns that a stride leaves out behind those that it takes, the pixels of a
 * row that a tap of the kernel pairs lie one behind the other: each tap's filters × channels are a sum of matrix products, one per
 * row, in which no zeros of the padding are multiplied.
 */
final class TapGradient {
    /** From 8 × 8 outputs on, the convolution's own kernels are as fast. */
    private static final int MOST_OUTPUTS = 16;

    private final Convolution spec;
    private final Shape inputs;
    private final Shape outputs;
    private final Tape tape;

    /** The matrices' memory: input and output gradient by pixels, weight gradient by taps. */
    private record Operands(Tensor x, Tensor dy, Tensor dw) {}

    /** The outputs, along one side, that a tap pairs with an input and not with the padding. */
    private record Range(int first, int end) {
        static Range of(int tap, int padding, int stride, int inputs, int outputs) {
            int first = Math.max(0, Math.ceilDiv(padding - tap, stride));
            int end = Math.min(outputs, Math.ceilDiv(inputs + padding - tap, stride));
            return new Range(first, end);
        }

        boolean isEmpty() {
            return first >= end;
        }
    }

    TapGradient(Convolution spec, Node node, Tape tape) {
        this.spec = spec;
        inputs = node.input();
        outputs = node.output();
        this.tape = tape;
    }

    /** Whether this way is faster, and every tap meets a pixel. */
    static boolean suits(Convolution spec, Node node) {
        Shape outputs = node.output();
        return spec.groups() == 1
                && spec.dilation() == 1
                && spec.kernel().height() * spec.kernel().width() > 1
                && node.input().width() % spec.stride().width() == 0
                && outputs.height() * outputs.width() <= MOST_OUTPUTS
                && new TapGradient(spec, node, new Tape()).everyTapMeetsAPixel();
    }

    private boolean everyTapMeetsAPixel() {
        return IntStream.range(0, spec.kernel().height())
                        .noneMatch(row -> rows(row).isEmpty())
                && IntStream.range(0, spec.kernel().width())
                        .noneMatch(column -> columns(column).isEmpty());
    }

    private Range rows(int tap) {
        return Range.of(tap, spec.padding().height(), spec.stride().height(), inputs.height(), outputs.height());
    }

    private Range columns(int tap) {
        return Range.of(tap, spec.padding().width(), spec.stride().width(), inputs.width(), outputs.width());
    }

    /** Puts the products on the tape. Returns filters × channels × height × width, of which the taps lie outermost. */
    Tensor of(Tensor x, Tensor dy) {
        Extent kernel = spec.kernel();
        long[] sides = {outputs.channels(), inputs.channels(), kernel.height(), kernel.width()};
        Tensor dw = Tensor.of(new memory.desc(sides, data_type.f32, format_tag.cdab), sides);
        Operands operands = new Operands(byPixels(x, spec.stride().width()), byPixels(dy, 1), dw);
        for (int row = 0; row < kernel.height(); row++)
            for (int column = 0; column < kernel.width(); column++) addTap(row, column, operands);
        return dw;
    }

    /** Height × columns by their remainder × width/stride × examples × channels. */
    private Tensor byPixels(Tensor tensor, int stride) {
        long[] images = tensor.sides();
        long examples = images[0];
        long channels = images[1];
        long width = images[3];
        long[] sides = {examples, channels, images[2], width / stride, stride};
        long pixel = examples * channels;
        long[] strides = {channels, 1, width * pixel, pixel, width / stride * pixel};
        return tape.inLayout(
                tensor.as(tensor.layout().reshape(sides), sides), new memory.desc(sides, tensor.type(), strides));
    }

    private void addTap(int row, int column, Operands operands) {
        Range rows = rows(row);
        Range columns = columns(column);
        int count = columns.end() - columns.first();
        long[] sides = {outputs.channels(), inputs.channels()};
        Tensor sum = operands.dw()
                .part(
                        (row * spec.kernel().width() + column) * sides[0] * sides[1],
                        Tensor.plain(data_type.f32, sides),
                        sides);
        for (int y = rows.first(); y < rows.end(); y++) {
            int line = y * spec.stride().height() + row - spec.padding().height();
            int input = columns.first() * spec.stride().width()
                    + column
                    - spec.padding().width();
            Tensor dy = pixels(operands.dy(), y * outputs.width() + columns.first(), count);
            Tensor x = pixels(operands.x(), line * inputs.width() + place(input), count);
            tape.add(Primitive.product(transposed(dy), x, sum, y > rows.first()));
        }
    }

    /** Where a column of the input lies in its row. */
    private int place(int column) {
        int stride = spec.stride().width();
        return column % stride * (inputs.width() / stride) + column / stride;
    }

    /** Pixels and their examples × channels, from one pixel on. */
    private static Tensor pixels(Tensor pixels, int from, int count) {
        long examples = pixels.sides()[0];
        long channels = pixels.sides()[1];
        long[] sides = {count * examples, channels};
        return pixels.part(from * examples * channels, Tensor.plain(pixels.type(), sides), sides);
    }

    private static Tensor transposed(Tensor rows) {
        long[] sides = {rows.sides()[1], rows.sides()[0]};
        return rows.as(new memory.desc(sides, rows.type(), format_tag.ba), sides);
    }
}
