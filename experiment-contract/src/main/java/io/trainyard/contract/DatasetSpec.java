package io.trainyard.contract;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import io.trainyard.contract.validation.Checks;

/**
 * The data of a run.
 *
 * @param name of a data set of {@link Datasets}
 * @param trainLimit use only the first so many training images; 0 for all
 * @param testLimit use only the first so many test images; 0 for all
 */
public record DatasetSpec(String name, int trainLimit, int testLimit) {
    public DatasetSpec {
        new Checks()
                .require(
                        Datasets.find(name).isPresent(),
                        "name",
                        "is '" + name + "', but must be one of " + String.join(", ", Datasets.names()))
                .between(trainLimit, 0, 1_000_000, "trainLimit")
                .between(testLimit, 0, 1_000_000, "testLimit")
                .throwIfAny();
    }

    public static DatasetSpec whole(String name) {
        return new DatasetSpec(name, 0, 0);
    }

    public DatasetInfo info() {
        return Datasets.find(name).orElseThrow();
    }
}
