package io.trainyard.engine.data;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.OptionalLong;

/**
 * Gathers batches of one set of images: shift, flip, permutation of the pixels and normalisation in one pass from bytes to
 * floats. The images of an epoch come in random order, or in their own.
 */
public final class BatchSource {
    private static final int[] AS_STORED = {};

    private final DatasetInfo info;
    private final Images images;
    private final int count;
    private final int[] permutation;
    private final float[][] normalized;
    private final RandomStream random = new RandomStream();
    private final int plane;

    /**
     * Batches of the first images of a set.
     *
     * @param limit use only the first so many images; 0 for all
     * @param permutationSeed if present, output pixel i of each channel is pixel π(i) of the augmented image
     */
    public BatchSource(DatasetInfo info, Images images, int limit, OptionalLong permutationSeed) {
        this.info = info;
        this.images = images;
        count = limit == 0 ? images.count() : Math.min(limit, images.count());
        plane = info.shape().height() * info.shape().width();
        permutation = permutationSeed.isPresent()
                ? new RandomStream(permutationSeed.getAsLong(), Purpose.PIXEL_PERMUTATION, 0, 0).permutation(plane)
                : AS_STORED;
        normalized = new float[info.shape().channels()][256];
        for (int channel = 0; channel < normalized.length; channel++)
            for (int value = 0; value < 256; value++)
                normalized[channel][value] =
                        (float) ((value / 255.0 - info.mean().get(channel))
                                / info.standardDeviation().get(channel));
    }

    public int count() {
        return count;
    }

    /** The order of the images in one epoch. */
    public int[] shuffled(long seed, int epoch) {
        return new RandomStream(seed, Purpose.SHUFFLING, epoch, 0).permutation(count);
    }

    /** Fills the batch with images {@code order[from]…} as they are stored. */
    public void gather(int[] order, int from, int size, Batch batch) {
        gather(order, from, size, batch, AugmentationSpec.NONE, 0, 0);
    }

    /** Fills the batch with images {@code order[from]…}, each varied by the random numbers of (seed, epoch, image). */
    public void gather(
            int[] order, int from, int size, Batch batch, AugmentationSpec augmentation, long seed, int epoch) {
        batch.resize(size);
        for (int i = 0; i < size; i++) {
            int image = order[from + i];
            int shiftX = 0;
            int shiftY = 0;
            boolean flip = false;
            if (augmentation.shift() > 0 || augmentation.horizontalFlip()) {
                random.restart(seed, Purpose.AUGMENTATION, 0, epoch, image);
                shiftX = random.nextInt(2 * augmentation.shift() + 1) - augmentation.shift();
                shiftY = random.nextInt(2 * augmentation.shift() + 1) - augmentation.shift();
                flip = augmentation.horizontalFlip() && random.nextInt(2) == 1;
            }
            copy(image, new Variation(shiftX, shiftY, flip), batch, i);
            batch.labels()[i] = images.label(image);
            batch.indexes()[i] = image;
        }
    }

    private record Variation(int shiftX, int shiftY, boolean flip) {}

    private void copy(int image, Variation variation, Batch batch, int place) {
        byte[] pixels = images.pixels();
        int width = info.shape().width();
        int height = info.shape().height();
        boolean flip = variation.flip();
        boolean varied = flip || variation.shiftX() != 0 || variation.shiftY() != 0;
        for (int channel = 0; channel < normalized.length; channel++) {
            float[] table = normalized[channel];
            int source = image * images.pixelsPerImage() + channel * plane;
            long out = (long) place * images.pixelsPerImage() + (long) channel * plane;
            for (int i = 0; i < plane; i++) {
                int at = permutation.length == 0 ? i : permutation[i];
                int value;
                if (varied) {
                    int y = at / width - variation.shiftY();
                    int x = at % width - variation.shiftX();
                    boolean inside = x >= 0 && x < width && y >= 0 && y < height;
                    value = inside ? pixels[source + y * width + (flip ? width - 1 - x : x)] & 0xFF : 0;
                } else value = pixels[source + at] & 0xFF;
                batch.setPixel(out + i, table[value]);
            }
        }
    }
}
