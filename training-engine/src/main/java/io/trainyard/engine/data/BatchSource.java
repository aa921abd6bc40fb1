package io.trainyard.engine.data;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Crew;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Gathers batches: each image is varied as bytes, normalised to floats, cut and permuted, in this order, on its way into the
 * batch. Used by one thread, which may have others share the work.
 */
public final class BatchSource {
    private final DatasetInfo info;
    private final Images images;
    private final Treatment treatment;
    private final float targetScale;
    private final Crew crew;
    private final Preparation[] preparations;

    /**
     * Batches of one set's images.
     *
     * @param treatment that all images get
     */
    public BatchSource(DatasetInfo info, Images images, Treatment treatment) {
        this(info, images, treatment, Crew.ALONE);
    }

    private BatchSource(DatasetInfo info, Images images, Treatment treatment, Crew crew) {
        this.info = info;
        this.images = images;
        this.treatment = treatment;
        targetScale = info.target() instanceof Target.Quantity quantity ? (float) (1 / quantity.scale()) : 1;
        this.crew = crew;
        preparations = new Preparation[crew.members()];
        Arrays.setAll(preparations, member -> new Preparation(info, treatment));
    }

    /** The same batches, of which each member gathers some of the images. */
    public BatchSource sharedBy(Crew others) {
        return new BatchSource(info, images, treatment, others);
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
        int size = batch.size();
        crew.run(member -> {
            int end = size * (member + 1) / preparations.length;
            for (int i = size * member / preparations.length; i < end; i++) {
                int index = order[from + i];
                answer(index, batch, i);
                place(preparations[member].prepare(images, index, epoch), batch, i);
            }
        });
    }

    private void answer(int index, Batch batch, int at) {
        if (images.hasLabels()) batch.labels()[at] = images.label(index);
        else batch.targets()[at] = images.target(index) * targetScale;
    }

    private static void place(float[] image, Batch batch, int at) {
        long offset = (long) at * image.length * Float.BYTES;
        MemorySegment.copy(image, 0, batch.pixels(), ValueLayout.JAVA_FLOAT, offset, image.length);
    }
}
