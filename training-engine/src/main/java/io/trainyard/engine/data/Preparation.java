package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.engine.data.BatchSource.Treatment;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;

/** Makes images ready for a network, one after the other, in memory of its own. Takes nothing from the heap after it is made. */
final class Preparation {
    private static final int[] AS_STORED = {};

    private final Normalization normalization;
    private final Augmenter augmenter;
    private final int[] permutation;
    private final float[] image;
    private final float[] permuted;
    private final byte[] copy;

    Preparation(DatasetInfo info, Treatment treatment) {
        normalization = new Normalization(info);
        augmenter = new Augmenter(treatment.augmentation(), info.shape(), treatment.seed());
        int plane = info.shape().height() * info.shape().width();
        permutation = treatment.permutationSeed().isPresent()
                ? new RandomStream(treatment.permutationSeed().getAsLong(), Purpose.PIXEL_PERMUTATION, 0, 0)
                        .permutation(plane)
                : AS_STORED;
        image = new float[info.shape().size()];
        permuted = new float[image.length];
        copy = new byte[image.length];
    }

    /**
     * The image with such an index; overwritten by the next one.
     *
     * @param images of the set
     * @param epoch from 1; decides how the image is varied
     */
    float[] prepare(Images images, int index, int epoch) {
        if (images.isOnHeap()) return prepare(images.centred(), index * image.length, index, epoch);
        images.copy(index, copy);
        return prepare(copy, 0, index, epoch);
    }

    private float[] prepare(byte[] centred, int start, int index, int epoch) {
        if (augmenter.isIdle()) normalization.apply(centred, start, image);
        else {
            augmenter.draw(epoch, index);
            if (augmenter.movesPixels()) normalization.apply(augmenter.move(centred, start), 0, image);
            else normalization.apply(centred, start, image);
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
