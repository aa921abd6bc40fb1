package io.trainyard.engine.data;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.Arrays;

/**
 * Varies images by the random numbers of (seed, epoch, image): first shift, mirror and turn of their bytes, where black comes in
 * from outside; later, in the normalised image, the square that is cut out. Used by one thread.
 */
final class Augmenter {
    private final AugmentationSpec spec;
    private final Shape shape;
    private final long seed;
    private final RandomStream random = new RandomStream();
    private final Rotation rotation;
    private final Mirror mirror;
    private final byte[] shifted;
    private int shiftX;
    private int shiftY;
    private boolean mirrored;
    private double angle;
    private int cutX;
    private int cutY;

    Augmenter(AugmentationSpec spec, Shape shape, long seed) {
        this.spec = spec;
        this.shape = shape;
        this.seed = seed;
        rotation = new Rotation(shape);
        mirror = new Mirror(shape);
        shifted = new byte[shape.size()];
    }

    /** Whether images stay as they are. */
    boolean isIdle() {
        return spec.equals(AugmentationSpec.NONE);
    }

    /** Whether {@link #move} does anything. */
    boolean movesPixels() {
        return spec.shift() > 0 || spec.horizontalFlip() || spec.rotation() > 0;
    }

    /** Draws what will happen to an image in an epoch. */
    void draw(int epoch, int image) {
        random.restart(seed, Purpose.AUGMENTATION, 0, epoch, image);
        shiftX = random.nextInt(2 * spec.shift() + 1) - spec.shift();
        shiftY = random.nextInt(2 * spec.shift() + 1) - spec.shift();
        mirrored = spec.horizontalFlip() && random.nextInt(2) == 1;
        angle = spec.rotation() > 0 ? random.nextDouble(-spec.rotation(), spec.rotation()) : 0;
        if (spec.cutout() == 0) return;
        cutX = random.nextInt(shape.width());
        cutY = random.nextInt(shape.height());
    }

    /** The image shifted, mirrored and turned; overwritten by the next one. */
    byte[] move(byte[] centred, int from) {
        shift(centred, from);
        byte[] moved = mirrored ? mirror.of(shifted) : shifted;
        return angle == 0 ? moved : rotation.turn(moved, angle);
    }

    /** All of the image moves along at once; what thereby came from another row or channel is blanked. */
    private void shift(byte[] centred, int from) {
        int by = shiftY * shape.width() + shiftX;
        System.arraycopy(centred, from + Math.max(0, -by), shifted, Math.max(0, by), shifted.length - Math.abs(by));
        int plane = shape.height() * shape.width();
        int firstRow = (shiftY > 0 ? 0 : shape.height() + shiftY) * shape.width();
        int rows = Math.abs(shiftY) * shape.width();
        for (int row = firstRow; row < shifted.length; row += plane)
            Arrays.fill(shifted, row, row + rows, Images.BLACK);
        int firstColumn = shiftX > 0 ? 0 : shape.width() + shiftX;
        for (int x = 0; x < Math.abs(shiftX); x++) blankColumn(shifted, firstColumn + x, shape.width());
    }

    private static void blankColumn(byte[] pixels, int from, int width) {
        for (int i = from; i < pixels.length; i += width) pixels[i] = Images.BLACK;
    }

    /** Blanks the square in every channel of a normalised image: zero is the channel's mean. */
    void cut(float[] image) {
        if (spec.cutout() == 0) return;
        int left = Math.max(0, cutX - spec.cutout() / 2);
        int right = Math.min(shape.width(), cutX - spec.cutout() / 2 + spec.cutout());
        int top = Math.max(0, cutY - spec.cutout() / 2);
        int bottom = Math.min(shape.height(), cutY - spec.cutout() / 2 + spec.cutout());
        for (int channel = 0; channel < shape.channels(); channel++)
            for (int y = top; y < bottom; y++) {
                int row = (channel * shape.height() + y) * shape.width();
                Arrays.fill(image, row + left, row + right, 0);
            }
    }
}
