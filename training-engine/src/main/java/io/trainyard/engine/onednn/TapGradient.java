package io.trainyard.engine.onednn;

import io.trainyard.contract.network.Extent;
import io.trainyard.contract.network.LayerSpec.Convolution;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * dW = x ∗ dy of a convolution over few pixels, for which oneDNN's kernels reach a quarter to a half of the processor's speed.
 * Laid out as pixels × examples × channels, the pixels of a row that a tap of the kernel pairs lie one behind the other: each
 * tap's filters × channels are a sum of matrix products, one per row, in which no zeros of the padding are multiplied.
 */
final class TapGradient {
    /** From 8 × 8 pixels on, the convolution's own kernels are as fast. */
    private static final int MOST_PIXELS = 16;

    private final Extent kernel;
    private final Extent padding;
    private final Shape inputs;
    private final Shape outputs;
    private final Tape tape;

    /** The matrices' memory: input and output gradient by pixels, weight gradient by taps. */
    private record Operands(Tensor x, Tensor dy, Tensor dw) {}

    TapGradient(Convolution spec, Node node, Tape tape) {
        kernel = spec.kernel();
        padding = spec.padding();
        inputs = node.input();
        outputs = node.output();
        this.tape = tape;
    }

    /** Whether this way is faster, and every tap meets a pixel. */
    static boolean suits(Convolution spec, Node node) {
        Shape inputs = node.input();
        return spec.groups() == 1
                && spec.dilation() == 1
                && spec.stride().equals(Extent.of(1))
                && spec.kernel().height() * spec.kernel().width() > 1
                && inputs.height() * inputs.width() <= MOST_PIXELS
                && spec.padding().height() < node.output().height()
                && spec.padding().width() < node.output().width();
    }

    /** Puts the products on the tape. Returns filters × channels × height × width, of which the taps lie outermost. */
    Tensor of(Tensor x, Tensor dy) {
        long[] sides = {outputs.channels(), inputs.channels(), kernel.height(), kernel.width()};
        Tensor dw = Tensor.of(new memory.desc(sides, data_type.f32, format_tag.cdab), sides);
        Operands operands = new Operands(byPixels(x), byPixels(dy), dw);
        for (int row = 0; row < kernel.height(); row++)
            for (int column = 0; column < kernel.width(); column++) addTap(row, column, operands);
        return dw;
    }

    private Tensor byPixels(Tensor tensor) {
        return tape.inLayout(tensor, new memory.desc(tensor.sides(), tensor.type(), format_tag.cdab));
    }

    private void addTap(int row, int column, Operands operands) {
        // Outputs that the tap pairs with an input and not with the padding.
        int firstRow = Math.max(0, padding.height() - row);
        int endRow = Math.min(outputs.height(), inputs.height() + padding.height() - row);
        int first = Math.max(0, padding.width() - column);
        int end = Math.min(outputs.width(), inputs.width() + padding.width() - column);
        long[] sides = {outputs.channels(), inputs.channels()};
        Tensor sum = operands.dw()
                .part((row * kernel.width() + column) * sides[0] * sides[1], Tensor.plain(data_type.f32, sides), sides);
        for (int y = firstRow; y < endRow; y++) {
            int input = (y + row - padding.height()) * inputs.width() + first + column - padding.width();
            Tensor dy = rows(operands.dy(), y * outputs.width() + first, end - first);
            tape.add(Primitive.product(transposed(dy), rows(operands.x(), input, end - first), sum, y > firstRow));
        }
    }

    /** Pixels and their examples × channels, from one pixel on. */
    private static Tensor rows(Tensor pixels, int from, int count) {
        long examples = pixels.sides()[0];
        long[] sides = {count * examples, pixels.sides()[1]};
        return pixels.part(from * examples * sides[1], Tensor.plain(pixels.type(), sides), sides);
    }

    private static Tensor transposed(Tensor rows) {
        long[] sides = {rows.sides()[1], rows.sides()[0]};
        return rows.as(new memory.desc(sides, rows.type(), format_tag.ba), sides);
    }
}
