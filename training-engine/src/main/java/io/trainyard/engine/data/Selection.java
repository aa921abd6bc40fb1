package io.trainyard.engine.data;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Some of a set's images, by their indexes. */
public final class Selection {
    private final Images images;
    private final int[] members;

    private Selection(Images images, int[] members) {
        this.images = images;
        this.members = members;
    }

    /** The first so many images; 0 for all. */
    public static Selection first(Images images, int limit) {
        int count = limit == 0 ? images.count() : Math.min(limit, images.count());
        return new Selection(images, IntStream.range(0, count).toArray());
    }

    /** The images that a run may train on, those to be held out among them. */
    public static Selection training(DatasetSpec spec, Images images) {
        return spec.balanced()
                ? balanced(images, spec.trainLimit(), spec.info().classes().size())
                : first(images, spec.trainLimit());
    }

    /**
     * The first images of each class, equally many of each as far as there are so many: where the limit is no multiple of the
     * classes, the first classes get one more.
     */
    static Selection balanced(Images images, int limit, int classes) {
        int[] wanted = new int[classes];
        for (int i = 0; i < classes; i++) wanted[i] = limit / classes + (i < limit % classes ? 1 : 0);
        int[] members = IntStream.range(0, images.count())
                .filter(image -> wanted[images.label(image)]-- > 0)
                .toArray();
        return new Selection(images, members);
    }

    /**
     * Holds out some images, drawn by the seed. Of images with classes, each class keeps its share.
     *
     * @param count images to hold out; less than there are
     */
    public Split holdOut(int count, long seed) {
        int[] order = new RandomStream(seed, Purpose.HOLDING_OUT, 0, 0).permutation(members.length);
        boolean[] heldOut = new boolean[members.length];
        int[] quotas = quotas(count);
        int left = count;
        for (int position : order)
            if (left > 0 && quotas[group(position)] > 0) {
                quotas[group(position)]--;
                left--;
                heldOut[position] = true;
            }
        return new Split(keep(heldOut, false), keep(heldOut, true));
    }

    /** How many of each class to hold out: its share rounded down, and what is left over to the greatest remainders. */
    private int[] quotas(int count) {
        int groups = IntStream.range(0, members.length).map(this::group).max().orElse(0) + 1;
        long[] sizes = new long[groups];
        for (int i = 0; i < members.length; i++) sizes[group(i)]++;
        int[] quotas = new int[groups];
        for (int i = 0; i < groups; i++) quotas[i] = (int) (sizes[i] * count / members.length);
        int missing = count - Arrays.stream(quotas).sum();
        IntStream.range(0, groups)
                .boxed()
                .sorted((a, b) -> Long.compare(sizes[b] * count % members.length, sizes[a] * count % members.length))
                .limit(missing)
                .forEach(group -> quotas[group]++);
        return quotas;
    }

    private int group(int position) {
        return images.hasLabels() ? images.label(members[position]) : 0;
    }

    private Selection keep(boolean[] marks, boolean wanted) {
        int[] kept = IntStream.range(0, members.length)
                .filter(i -> marks[i] == wanted)
                .map(i -> members[i])
                .toArray();
        return new Selection(images, kept);
    }

    public Images images() {
        return images;
    }

    public int count() {
        return members.length;
    }

    /** Indexes of the images, in their own order. */
    public int[] inOrder() {
        return members.clone();
    }

    /** Indexes of the images in the random order of one epoch. */
    public int[] shuffled(long seed, int epoch) {
        int[] order = new RandomStream(seed, Purpose.SHUFFLING, epoch, 0).permutation(members.length);
        for (int i = 0; i < order.length; i++) order[i] = members[order[i]];
        return order;
    }

    /**
     * Training images in two parts.
     *
     * @param train to train on
     * @param heldOut to choose and to stop by; may be empty
     */
    public record Split(Selection train, Selection heldOut) {}
}
