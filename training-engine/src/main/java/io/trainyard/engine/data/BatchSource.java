package io.trainyard.engine.data;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalLong;

/**
 * Gathers batches: each image is varied as bytes, normalised to floats, cut and permuted, in this order, on its way into the
 * batch. Takes nothing from the heap after it is made. Used by one thread.
 */
public final class BatchSource {
    private static final int[] AS_STORED = {};

    private final Images images;
    private final Normalization normalization;
    private final Augmenter augmenter;
    private final int[] permutation;
    private final float targetScale;
    private final float[] image;
    private final float[] permuted;

    /**
     * Batches of one set's images.
     *
     * @param treatment that all images get
     */
    public BatchSource(DatasetInfo info, Images images, Treatment treatment) {
        this.images = images;
        normalization = new Normalization(info);
        augmenter = new Augmenter(treatment.augmentation(), info.shape(), treatment.seed());
        targetScale = info.target() instanceof Target.Quantity quantity ? (float) (1 / quantity.scale()) : 1;
        int plane = info.shape().height() * info.shape().width();
        permutation = treatment.permutationSeed().isPresent()
                ? new RandomStream(treatment.permutationSeed().getAsLong(), Purpose.PIXEL_PERMUTATION, 0, 0)
                        .permutation(plane)
                : AS_STORED;
        image = new float[images.pixelsPerImage()];
        permuted = new float[image.length];
    }

    /**
     * What is done to images on their way.
     *
     * @param permutationSeed if present, pixel i of each channel becomes pixel π(i) of the varied image
     * @param augmentation how images are varied
     * @param seed of the run, for the augmentation
     */
    public record Treatment(OptionalLong permutationSeed, AugmentationSpec augmentation, long seed) {
        /** The same without augmentation, as for testing. */
        public Treatment unvaried() {
            return new Treatment(permutationSeed, AugmentationSpec.NONE, seed);
        }
    }

    /**
     * Fills a batch with as many of an epoch's images as its size says.
     *
     * @param order indexes of the epoch's images
     * @param from first of them to take
     * @param epoch from 1; decides how the images are varied
     */
    public void gather(int[] order, int from, int epoch, Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            int index = order[from + i];
            batch.indexes()[i] = index;
            if (images.hasLabels()) batch.labels()[i] = images.label(index);
            else batch.targets()[i] = images.target(index) * targetScale;
            float[] ready = prepare(index, epoch);
            MemorySegment.copy(
                    ready,
                    0,
                    batch.pixels(),
                    ValueLayout.JAVA_FLOAT,
                    (long) i * ready.length * Float.BYTES,
                    ready.length);
        }
    }

    private float[] prepare(int index, int epoch) {
        int start = index * image.length;
        if (augmenter.isIdle()) normalization.apply(images.centred(), start, image);
        else {
            augmenter.draw(epoch, index);
            if (augmenter.movesPixels()) normalization.apply(augmenter.move(images.centred(), start), 0, image);
            else normalization.apply(images.centred(), start, image);
            augmenter.cut(image);
        }
        return permutation.length == 0 ? image : permute();
    }

    private float[] permute() {
        for (int channel = 0; channel < image.length; channel += permutation.length)
            for (int i = 0; i < permutation.length; i++) permuted[channel + i] = image[channel + permutation[i]];
        return permuted;
    }
}
