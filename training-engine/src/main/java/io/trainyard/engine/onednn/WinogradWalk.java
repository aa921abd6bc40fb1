package io.trainyard.engine.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.data_type;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * Goes over the tiles of images in blocks of sixteen channels and transforms each to products or back. One for each thread; takes
 * nothing from the heap.
 */
abstract sealed class WinogradWalk {
    /** Pixels on a side of what a tile of outputs is made of. */
    private static final int INPUT_SIDE = 4;

    final WinogradProducts products;
    private final Tensor images;
    private final WinogradTiles tiles;
    private final int side;
    private final int above;
    private final int left;
    /** For pixels beyond the border: zeros, or what becomes of them. */
    private final Tensor beyond;

    private final long[] pixels;

    private final int blocks;
    private final int height;
    private final int width;

    private WinogradWalk(Tensor images, WinogradProducts products, WinogradTiles tiles, int side) {
        this.images = images;
        this.products = products;
        this.tiles = tiles;
        this.side = side;
        boolean padded = side == INPUT_SIDE;
        above = padded ? tiles.padding().above() : 0;
        left = padded ? tiles.padding().left() : 0;
        blocks = (int) images.sides()[1] / WinogradTransforms.BLOCK;
        height = (int) images.sides()[2];
        width = (int) images.sides()[3];
        beyond =
                Tensor.of(Tensor.plain(data_type.f32, WinogradTransforms.BLOCK), new long[] {WinogradTransforms.BLOCK});
        pixels = new long[side * side];
    }

    /** What the images must be laid out as. */
    static memory.desc layout(long... sides) {
        return new memory.desc(sides, data_type.f32, format_tag.nChw16c);
    }

    /** Memory of its own. */
    Tensor beyond() {
        return beyond;
    }

    /** Between a tile's pixels and its products, for a block of channels. */
    abstract void transform(long[] addresses, long product, int block);

    /** From one tile on. */
    void run(int first, int count) {
        beyond.memory().fill((byte) 0);
        long image = (long) height * width * WinogradTransforms.BYTES;
        int firstExample = first / tiles.ofAnExample();
        int firstRow = first % tiles.ofAnExample() / tiles.across();
        int firstColumn = first % tiles.across();
        for (int block = 0; block < blocks; block++) {
            long plane = images.memory().address() + ((long) firstExample * blocks + block) * image;
            long product = products.address(0, block);
            int row = firstRow;
            int column = firstColumn;
            for (int tile = 0; tile < count; tile++) {
                locate(plane, row * WinogradTiles.SIDE - above, column * WinogradTiles.SIDE - left);
                transform(pixels, product, block);
                product += products.tile();
                if (++column < tiles.across()) continue;
                column = 0;
                if (++row < tiles.down()) continue;
                row = 0;
                plane += blocks * image;
            }
        }
    }

    /** Sets the addresses of a tile's pixels. */
    private void locate(long plane, int top, int start) {
        long line = width * WinogradTransforms.BYTES;
        long address = plane + top * line + start * WinogradTransforms.BYTES;
        for (int i = 0; i < side; i++)
            for (int j = 0; j < side; j++) pixels[i * side + j] = address + i * line + j * WinogradTransforms.BYTES;
        if (top >= 0 && start >= 0 && top + side <= height && start + side <= width) return;
        for (int i = 0; i < side; i++)
            for (int j = 0; j < side; j++)
                if (!isInside(top + i, start + j))
                    pixels[i * side + j] = beyond.memory().address();
    }

    private boolean isInside(int y, int x) {
        return y >= 0 && y < height && x >= 0 && x < width;
    }

    /** From a convolution's input. */
    static final class Inputs extends WinogradWalk {
        Inputs(Tensor images, WinogradProducts products, WinogradTiles tiles) {
            super(images, products, tiles, INPUT_SIDE);
        }

        @Override
        void transform(long[] addresses, long product, int block) {
            WinogradTransforms.input(addresses, product, products.position());
        }
    }

    /** From the gradient by a convolution's output. */
    static final class Gradients extends WinogradWalk {
        Gradients(Tensor images, WinogradProducts products, WinogradTiles tiles) {
            super(images, products, tiles, WinogradTiles.SIDE);
        }

        @Override
        void transform(long[] addresses, long product, int block) {
            WinogradTransforms.gradient(addresses, product, products.position());
        }
    }

    /** To a convolution's output. */
    static final class Outputs extends WinogradWalk {
        private final Tensor bias;
        private final boolean rectified;

        Outputs(Tensor images, WinogradProducts products, WinogradTiles tiles, Tensor bias, boolean rectified) {
            super(images, products, tiles, WinogradTiles.SIDE);
            this.bias = bias;
            this.rectified = rectified;
        }

        @Override
        void transform(long[] addresses, long product, int block) {
            long added = bias.memory().address() + block * WinogradTransforms.BYTES;
            WinogradTransforms.output(product, products.position(), added, addresses);
            if (rectified) WinogradTransforms.rectify(addresses);
        }
    }
}
