package io.trainyard.contract;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.fields.Since;
import io.trainyard.contract.validation.Checks;
import io.trainyard.contract.validation.Excerpt;
import java.util.Optional;

/**
 * The data of a run.
 *
 * @param name of a data set of {@link Datasets}, or of one's own
 * @param trainLimit use only so many training images, the first ones; 0 for all
 * @param testLimit use only the first so many test images; 0 for all
 * @param balanced whether the training images are the first ones of each class, equally many of each
 * @param validationShare share of these training images that is held out, drawn by the run's seed, to choose and to stop by
 * @param own all that is known of a data set of one's own, so that a specification can be understood where the set is not; empty
 *     for a built-in one
 */
public record DatasetSpec(
        String name,
        int trainLimit,
        int testLimit,
        boolean balanced,
        double validationShare,
        @Since(2) Optional<DatasetInfo> own) {
    public DatasetSpec {
        new Checks()
                .require(own.isEmpty() || own.get().name().equals(name), "own", "must be of the data set that is named")
                .require(
                        own.isEmpty() || Datasets.find(name).isEmpty(),
                        "own",
                        "must be missing where a built-in data set is named")
                .require(
                        own.isPresent() || Datasets.find(name).isPresent(),
                        "name",
                        "is '" + Excerpt.of(name) + "', but must be one of " + String.join(", ", Datasets.names()))
                .between(trainLimit, 0, 1_000_000, "trainLimit")
                .between(testLimit, 0, 1_000_000, "testLimit")
                .require(!balanced || trainLimit > 0, "balanced", "needs a trainLimit")
                .require(
                        !balanced || hasClasses(name, own),
                        "balanced",
                        "needs classes, which " + Excerpt.of(name) + " has not")
                .require(
                        validationShare >= 0 && validationShare <= 0.9,
                        "validationShare",
                        "must be from 0 to 0.9, but was " + validationShare)
                .require(
                        !(validationShare > 0 && trainLimit == 1),
                        "trainLimit",
                        "must be at least 2: one image is held out, and one is needed to train on")
                .throwIfAny();
    }

    /** Of a built-in set. */
    public DatasetSpec(String name, int trainLimit, int testLimit, boolean balanced, double validationShare) {
        this(name, trainLimit, testLimit, balanced, validationShare, Optional.empty());
    }

    public DatasetSpec(String name, int trainLimit, int testLimit) {
        this(name, trainLimit, testLimit, false, 0);
    }

    /** All of a set of one's own. */
    public static DatasetSpec whole(DatasetInfo own) {
        return new DatasetSpec(own.name(), 0, 0, false, 0, Optional.of(own));
    }

    public static DatasetSpec whole(String name) {
        return new DatasetSpec(name, 0, 0);
    }

    public DatasetInfo info() {
        return own.orElseGet(() -> Datasets.find(name).orElseThrow());
    }

    public boolean holdsOut() {
        return validationShare > 0;
    }

    /** How many of so many training images are held out: at least one if any, and never all. */
    public int heldOut(int trainImages) {
        if (!holdsOut()) return 0;
        return (int) Math.min(trainImages - 1L, Math.max(1, Math.round(validationShare * trainImages)));
    }

    /** Images that a run trains on in an epoch, without those that it holds out. */
    public int trainedImages() {
        return usedImages() - heldOut(usedImages());
    }

    /** Images of the validation set; 0 without one. */
    public int validationImages() {
        return heldOut(usedImages());
    }

    /** Images of the test set. */
    public int testedImages() {
        return limited(info().testImages(), testLimit);
    }

    private int usedImages() {
        return limited(info().trainImages(), trainLimit);
    }

    private static int limited(int images, int limit) {
        return limit > 0 ? Math.min(images, limit) : images;
    }

    private static boolean hasClasses(String name, Optional<DatasetInfo> own) {
        return own.or(() -> Datasets.find(name))
                .map(DatasetInfo::target)
                .filter(Target.Classes.class::isInstance)
                .isPresent();
    }
}
