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
    private final byte[] varied;
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
        varied = new byte[shape.size()];
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
        cutX = random.nextInt(shape.width());
        cutY = random.nextInt(shape.height());
    }

    /** The image shifted, mirrored and turned; overwritten by the next one. */
    byte[] move(byte[] centred, int from) {
        for (int row = 0; row < shape.channels() * shape.height(); row++) moveRow(centred, from, row);
        return angle == 0 ? varied : rotation.turn(varied, angle);
    }

    private void moveRow(byte[] centred, int from, int row) {
        int width = shape.width();
        int y = row % shape.height() - shiftY;
        int to = row * width;
        if (y < 0 || y >= shape.height()) {
            Arrays.fill(varied, to, to + width, Images.BLACK);
            return;
        }
        // A shift is never as wide as the image: it would leave nothing of it.
        int first = Math.max(0, shiftX);
        int count = width - Math.abs(shiftX);
        int source = from + (row - shiftY) * width + first - shiftX;
        Arrays.fill(varied, to, to + first, Images.BLACK);
        System.arraycopy(centred, source, varied, to + first, count);
        Arrays.fill(varied, to + first + count, to + width, Images.BLACK);
        if (mirrored) mirror(to, width);
    }

    private void mirror(int from, int width) {
        for (int left = from, right = from + width - 1; left < right; left++, right--) {
            byte value = varied[left];
            varied[left] = varied[right];
            varied[right] = value;
        }
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
