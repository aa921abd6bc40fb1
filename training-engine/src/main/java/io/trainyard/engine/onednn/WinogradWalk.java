package io.trainyard.engine.onednn;

import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * Goes over the tiles of images in blocks of sixteen channels and transforms each to products or back. One for each thread; takes
 * nothing from the heap.
 */
abstract sealed class WinogradWalk {
    final WinogradProducts products;
    final WinogradTransforms transforms;
    /** Pixels on a side of a tile of these images. */
    final int side;

    private final Tensor images;
    private final WinogradTiles tiles;
    private final WinogradTiles.Padding padding;
    /** A tile that is not wholly inside its image, with zeros for what is outside. */
    private final Tensor patch;

    private final int blocks;
    private final int height;
    private final int width;
    /** From a row of an image to the next. */
    private final long line;

    // The part of the patch that is inside its image.
    private int upper;
    private int lower;
    private int left;
    private int right;

    private WinogradWalk(
            Tensor images, WinogradProducts products, WinogradTiles tiles, int side, WinogradTiles.Padding padding) {
        this.images = images;
        this.products = products;
        this.tiles = tiles;
        this.side = side;
        this.padding = padding;
        transforms = new WinogradTransforms(tiles.filter());
        blocks = (int) images.sides()[1] / Lane.NUMBERS;
        height = (int) images.sides()[2];
        width = (int) images.sides()[3];
        line = width * Lane.BYTES;
        long[] sides = {side, side, Lane.NUMBERS};
        patch = Tensor.of(Tensor.plain(data_type.f32, sides), sides);
    }

    /** What the images must be laid out as. */
    static memory.desc layout(long... sides) {
        return new memory.desc(sides, data_type.f32, format_tag.nChw16c);
    }

    /** Memory of its own. */
    List<Tensor> spare() {
        return List.of(transforms.rows(), patch);
    }

    /**
     * Between a tile and its products.
     *
     * @param pixels the first
     * @param row from a row of pixels to the next
     * @param product the first
     * @param block of channels
     */
    abstract void transform(long pixels, long row, long product, int block);

    /** As {@link #transform}, for a tile of which only the part that was marked is inside the image. */
    void transformPart(long pixels, long product, int block) {
        cutOut(pixels);
        transform(patch(), patchRow(), product, block);
    }

    /** From one tile on. */
    void run(int first, int count) {
        long image = height * line;
        int row = first % tiles.ofAnExample() / tiles.across();
        int column = first % tiles.across();
        long example = images.memory().address() + (long) (first / tiles.ofAnExample()) * blocks * image;
        for (int tile = 0; tile < count; tile++) {
            int top = row * tiles.side() - padding.above();
            int start = column * tiles.side() - padding.left();
            long pixels = example + top * line + start * Lane.BYTES;
            boolean whole = top >= 0 && start >= 0 && top + side <= height && start + side <= width;
            if (!whole) mark(top, start);
            for (int block = 0; block < blocks; block++) {
                long product = products.address(tile, block);
                if (whole) transform(pixels + (long) block * image, line, product, block);
                else transformPart(pixels + (long) block * image, product, block);
            }
            if (++column < tiles.across()) continue;
            column = 0;
            if (++row < tiles.down()) continue;
            row = 0;
            example += blocks * image;
        }
    }

    private void mark(int top, int start) {
        upper = Math.max(0, -top);
        lower = Math.min(side, height - top);
        left = Math.max(0, -start);
        right = Math.min(side, width - start);
        for (int i = 0; i < side * side; i++) Lane.clear(patch() + i * Lane.BYTES);
    }

    final long patch() {
        return patch.memory().address();
    }

    final long patchRow() {
        return side * Lane.BYTES;
    }

    /** Fills the marked part of the patch. */
    private void cutOut(long pixels) {
        for (int y = upper; y < lower; y++)
            for (int x = left; x < right; x++)
                Lane.copy(pixels + y * line + x * Lane.BYTES, patch() + y * patchRow() + x * Lane.BYTES);
    }

    /** Puts the marked part of the patch into its image. */
    final void putIn(long pixels) {
        for (int y = upper; y < lower; y++)
            for (int x = left; x < right; x++)
                Lane.copy(patch() + y * patchRow() + x * Lane.BYTES, pixels + y * line + x * Lane.BYTES);
    }

    /** From a convolution's input. */
    static final class Inputs extends WinogradWalk {
        Inputs(Tensor images, WinogradProducts products, WinogradTiles tiles) {
            super(images, products, tiles, tiles.filter().products(), tiles.padding());
        }

        @Override
        void transform(long pixels, long row, long product, int block) {
            transforms.input(pixels, row, product, products.position());
        }
    }

    /** From the gradient by a convolution's output. */
    static final class Gradients extends WinogradWalk {
        private final Tensor biasSum;
        private final boolean biased;

        /**
         * @param biasSum gets the sum over the pixels added, for each channel
         * @param biased whether somebody wants this
         */
        Gradients(Tensor images, WinogradProducts products, WinogradTiles tiles, Tensor biasSum, boolean biased) {
            super(images, products, tiles, tiles.side(), WinogradTiles.Padding.NONE);
            this.biasSum = biasSum;
            this.biased = biased;
        }

        @Override
        void transform(long pixels, long row, long product, int block) {
            transforms.outputGradient(pixels, row, product, products.position());
            if (!biased) return;
            long sum = biasSum.memory().address() + block * Lane.BYTES;
            for (int y = 0; y < side; y++)
                for (int x = 0; x < side; x++) Lane.add(pixels + y * row + x * Lane.BYTES, sum);
        }
    }

    /** To a convolution's output. */
    static final class Outputs extends WinogradWalk {
        private final Ending ending;

        Outputs(Tensor images, WinogradProducts products, WinogradTiles tiles, Ending ending) {
            super(images, products, tiles, tiles.side(), WinogradTiles.Padding.NONE);
            this.ending = ending;
        }

        @Override
        void transform(long pixels, long row, long product, int block) {
            transforms.output(product, products.position(), pixels, row);
            if (ending.isEmpty()) return;
            for (int y = 0; y < side; y++)
                for (int x = 0; x < side; x++) ending.apply(pixels + y * row + x * Lane.BYTES, block);
        }

        @Override
        void transformPart(long pixels, long product, int block) {
            transform(patch(), patchRow(), product, block);
            putIn(pixels);
        }
    }
}
