package io.trainyard.contract;

import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.fields.Default;
import io.trainyard.contract.fields.Since;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.placement.Placement;
import io.trainyard.contract.validation.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that decides what a run computes: two runs of equal specification on one kind of device with equally many threads
 * give the same weights.
 *
 * @param name for people, unique within the experiment
 * @param network its layers
 * @param dataset what it learns from
 * @param loss what it makes small
 * @param optimizer with its learning rate
 * @param schedule of the learning rate
 * @param update what happens around the optimizer's part of a step
 * @param batchSize examples a step; the last batch of an epoch may be smaller
 * @param epochs passes over the training set
 * @param earlyStopping when to stop before the last of them
 * @param seed of initialisation, order, augmentation, dropout and of what is held out
 * @param pixelPermutationSeed if present, all images have their pixels permuted by the one permutation of this seed
 * @param augmentation of the training images
 * @param initialization of the weights
 * @param device wanted
 * @param precision wanted
 * @param threads of the device, or of each replica; 0 for as many as the worker finds to be fastest
 * @param reproducible whether all epochs are to be trained on what the first one was: the run is rather refused than continued on
 *     a machine that would give other bits
 * @param replicas of the network that train at the same time, each on batches of its own, of which one update is made: so many
 *     of the {@link UpdateSpec#batches} are computed at once. What comes out is the same, to the bit, whatever their number
 * @param placement which workers may train it, if not all may; it changes nothing of what is computed
 * @param extendedAfter the epoch after which it was given more epochs, last; 0 if it never was. Early stopping waits anew from there
 */
public record RunSpec(
        String name,
        NetworkSpec network,
        DatasetSpec dataset,
        LossSpec loss,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        UpdateSpec update,
        int batchSize,
        int epochs,
        EarlyStoppingSpec earlyStopping,
        long seed,
        OptionalLong pixelPermutationSeed,
        AugmentationSpec augmentation,
        Initialization initialization,
        Device device,
        Precision precision,
        int threads,
        @Since(3) boolean reproducible,
        @Since(3) @Default("1") int replicas,
        @Since(5) Optional<Placement> placement,
        @Since(6) int extendedAfter) {
    public static final int MAX_NAME_LENGTH = 200;
    public static final int MAX_EPOCHS = 100_000;
    public static final int MAX_BATCH_SIZE = 65_536;
    public static final int MAX_THREADS = 1024;
    public static final int MAX_REPLICAS = 64;
    /** Runs of smaller batches are evaluated in batches of this size: nothing is learnt from them, so they may be greater. */
    public static final int LEAST_EVALUATION_BATCH = 64;

    /** Seeds stay within what JSON numbers carry exactly. */
    public static final long MAX_SEED = (1L << 53) - 1;

    public RunSpec {
        Target target = dataset.info().target();
        boolean angle = target instanceof Target.Quantity;
        List<Network> fitted = new ArrayList<>(1);
        Checks checks = new Checks()
                .text(name, MAX_NAME_LENGTH, "name")
                .between(batchSize, 1, MAX_BATCH_SIZE, "batchSize")
                .between(epochs, 1, MAX_EPOCHS, "epochs")
                .between(seed, 0, MAX_SEED, "seed")
                .between(threads, 0, MAX_THREADS, "threads")
                .between(replicas, 1, MAX_REPLICAS, "replicas")
                .between(extendedAfter, 0, Math.max(0, epochs - 1), "extendedAfter")
                .require(replicas < 2 || replicas <= update.batches(), "replicas", tooMany(replicas, update, batchSize))
                .require(loss.fits(target), "loss.type", "needs classes, which " + dataset.name() + " has not")
                .require(
                        !(schedule instanceof ScheduleSpec.WarmUp warmUp) || warmUp.epochs() < epochs,
                        "schedule.warmupEpochs",
                        "must be less than the " + epochs + " epochs of the run")
                .require(
                        !earlyStopping.isWanted() || dataset.holdsOut(),
                        "earlyStopping.patience",
                        "needs a validation set: give dataset.validationShare")
                .require(
                        !schedule.followsLosses() || dataset.holdsOut(),
                        "schedule.type",
                        "needs a validation set: give dataset.validationShare")
                .require(
                        !(angle && augmentation.horizontalFlip()),
                        "augmentation.horizontalFlip",
                        "would change the angle that is to be told")
                .require(
                        !(angle && augmentation.rotation() > 0),
                        "augmentation.rotation",
                        "would change the angle that is to be told")
                .part("network", () -> fitted.add(network.resolve(dataset.info().shape(), target.outputs())));
        if (pixelPermutationSeed.isPresent())
            checks.between(pixelPermutationSeed.getAsLong(), 0, MAX_SEED, "pixelPermutationSeed");
        fitted.forEach(found -> checkBatches(found, batchSize, dataset.trainedImages(), checks));
        checks.throwIfAny();
        placement = placement.filter(wanted -> !wanted.isAnywhere());
    }

    /**
     * Checks once more what depends on the number of training images, when it is known how many there are.
     *
     * @param trainedImages of an epoch, without those that are held out
     * @throws io.trainyard.contract.validation.InvalidSpecException if these cannot be trained on in batches of this size
     */
    public void requireBatches(int trainedImages) {
        Checks checks = new Checks();
        checkBatches(resolvedNetwork(), batchSize, trainedImages, checks);
        checks.throwIfAny();
    }

    private static void checkBatches(Network network, int batchSize, int images, Checks checks) {
        if (batchSize < 1) return;
        checks.require(images > 0, "dataset.trainLimit", "leaves no image to train on");
        long largest = (long) network.largestValue() * Math.max(Math.min(batchSize, images), LEAST_EVALUATION_BATCH);
        checks.require(
                largest <= Integer.MAX_VALUE,
                "batchSize",
                "makes " + largest + " numbers between two layers of this network, but at most " + Integer.MAX_VALUE
                        + " are possible (evaluations are made of at least " + LEAST_EVALUATION_BATCH + " images)");
        boolean single = batchSize == 1 || images % batchSize == 1;
        if (single)
            network.normalizationOfSingleValues()
                    .ifPresent(layer -> checks.require(
                            false,
                            "batchSize",
                            "leaves a batch of one image of the " + images + ", of which layer " + layer.path()
                                    + ", a batch normalisation, sees one value of each channel:"
                                    + " take another batch size or dataset.trainLimit"));
    }

    private static String tooMany(int replicas, UpdateSpec update, int batchSize) {
        String share = replicas > 1 && batchSize >= replicas
                ? ": to share " + batchSize + " images between them give batchSize " + batchSize / replicas
                        + " and update.batches " + replicas
                : "";
        return "must be at most update.batches, which is " + update.batches()
                + ", for each replica takes whole batches of an update" + share;
    }

    /** A run of which nothing else is said: one epoch of plain gradient descent. */
    public static RunSpecBuilder of(String name, NetworkSpec network, DatasetSpec dataset) {
        return new RunSpecBuilder(name, network, dataset);
    }

    /** The same computation under another name. */
    public RunSpec withName(String other) {
        return copy(other, replicas, epochs, extendedAfter);
    }

    /**
     * The same run with more epochs, or fewer if it had ended early.
     *
     * @param length all of its epochs
     * @param after the epoch from which it goes on
     * @throws io.trainyard.contract.validation.InvalidSpecException if it cannot have so many
     */
    public RunSpec extended(int length, int after) {
        return copy(name, replicas, length, after);
    }

    /**
     * Whether what a run of an earlier specification has trained is a beginning of this one: only by how many replicas it was
     * computed may differ and, where this one was extended, how many epochs there were to be.
     */
    public boolean goesOnFrom(RunSpec earlier) {
        RunSpec same = extendedAfter > 0
                ? earlier.copy(earlier.name, replicas, epochs, extendedAfter)
                : earlier.copy(earlier.name, replicas, earlier.epochs, earlier.extendedAfter);
        return same.equals(this);
    }

    /** Whether it computes something else than a run that had all of its epochs from the start. */
    public boolean isAlteredByExtension() {
        return extendedAfter > 0 && (schedule.followsLength() || earlyStopping.isWanted());
    }

    private RunSpec copy(String newName, int newReplicas, int newEpochs, int newExtendedAfter) {
        return new RunSpec(
                newName,
                network,
                dataset,
                loss,
                optimizer,
                schedule,
                update,
                batchSize,
                newEpochs,
                earlyStopping,
                seed,
                pixelPermutationSeed,
                augmentation,
                initialization,
                device,
                precision,
                threads,
                reproducible,
                newReplicas,
                placement,
                newExtendedAfter);
    }

    /** The network's layers for this data set. */
    public Network resolvedNetwork() {
        return network.resolve(dataset.info().shape(), dataset.info().target().outputs());
    }
}
