package io.trainyard.contract;

import io.trainyard.contract.network.Network;
import io.trainyard.contract.validation.Checks;
import java.util.OptionalLong;

/**
 * Everything that decides what a run computes: two runs of equal specification on one kind of device give the same weights.
 *
 * @param name for people, unique within the experiment
 * @param network its layers
 * @param dataset what it learns from
 * @param loss what it makes small
 * @param optimizer with its learning rate
 * @param schedule of the learning rate
 * @param batchSize examples a step; the last batch of an epoch may be smaller
 * @param epochs passes over the training set
 * @param seed of initialisation, order, augmentation and dropout
 * @param pixelPermutationSeed if present, all images have their pixels permuted by the one permutation of this seed
 * @param augmentation of the training images
 * @param initialization of the weights
 * @param device wanted
 * @param precision wanted
 */
public record RunSpec(
        String name,
        NetworkSpec network,
        DatasetSpec dataset,
        LossSpec loss,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        int batchSize,
        int epochs,
        long seed,
        OptionalLong pixelPermutationSeed,
        AugmentationSpec augmentation,
        Initialization initialization,
        Device device,
        Precision precision) {
    public static final int MAX_NAME_LENGTH = 200;
    public static final int MAX_EPOCHS = 100_000;
    public static final int MAX_BATCH_SIZE = 65_536;
    /** Seeds stay within what JSON numbers carry exactly. */
    public static final long MAX_SEED = (1L << 53) - 1;

    public RunSpec {
        Checks checks = new Checks()
                .text(name, MAX_NAME_LENGTH, "name")
                .between(batchSize, 1, MAX_BATCH_SIZE, "batchSize")
                .between(epochs, 1, MAX_EPOCHS, "epochs")
                .between(seed, 0, MAX_SEED, "seed")
                .part(
                        "network",
                        () -> network.resolve(
                                dataset.info().shape(), dataset.info().classes().size()));
        if (pixelPermutationSeed.isPresent())
            checks.between(pixelPermutationSeed.getAsLong(), 0, MAX_SEED, "pixelPermutationSeed");
        checks.throwIfAny();
    }

    /** The network's layers for this data set. */
    public Network resolvedNetwork() {
        return network.resolve(dataset.info().shape(), dataset.info().classes().size());
    }
}
