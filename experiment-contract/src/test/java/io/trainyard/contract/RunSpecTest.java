package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RunSpecTest {
    private static final NetworkSpec SMALL_CNN = new NetworkSpec.Preset("small-cnn");

    @Test
    void lossFollowsTheData() {
        assertThat(RunSpec.of("run", SMALL_CNN, DatasetSpec.whole("mnist"))
                        .build()
                        .loss())
                .isEqualTo(LossSpec.CROSS_ENTROPY);
        assertThat(RunSpec.of("run", SMALL_CNN, DatasetSpec.whole("rotated-digits"))
                        .build()
                        .loss())
                .isEqualTo(LossSpec.MEAN_SQUARED_ERROR);
    }

    @Test
    void networkForANumberHasOneOutput() {
        RunSpec spec = RunSpec.of("run", SMALL_CNN, DatasetSpec.whole("rotated-digits"))
                .build();

        assertThat(spec.resolvedNetwork().outputs()).isEqualTo(1);
        assertThat(MetricNames.of(spec))
                .contains(MetricNames.TEST_MEAN_ABSOLUTE_ERROR)
                .doesNotContain(MetricNames.TEST_ACCURACY, MetricNames.VALIDATION_LOSS);
    }

    @Test
    void whatDoesNotGoTogetherIsNamed() {
        assertThat(errorsOf(RunSpec.of("run", SMALL_CNN, DatasetSpec.whole("rotated-digits"))
                        .loss(LossSpec.CROSS_ENTROPY)
                        .augmentation(new AugmentationSpec(2, true, 10, 8))
                        .epochs(3)
                        .schedule(new ScheduleSpec.WarmUp(3, new ScheduleSpec.Cosine()))
                        .earlyStopping(new EarlyStoppingSpec(5, 0))
                        .threads(-1)))
                .containsExactlyInAnyOrder(
                        "loss.type",
                        "augmentation.horizontalFlip",
                        "augmentation.rotation",
                        "schedule.warmupEpochs",
                        "earlyStopping.patience",
                        "threads");
    }

    @Test
    void replicasShareTheBatchesOfAnUpdate() {
        RunSpecBuilder run = RunSpec.of("run", SMALL_CNN, DatasetSpec.whole("mnist"))
                .batchSize(128)
                .replicas(2);

        assertThat(run.update(new UpdateSpec(0, 0, 2)).build().replicas()).isEqualTo(2);
        assertThatThrownBy(() -> run.update(UpdateSpec.PLAIN).build())
                .hasMessageContainingAll("replicas", "batchSize 64", "update.batches 2");
        assertThat(errorsOf(run.replicas(0))).containsExactly("replicas");
        assertThat(errorsOf(run.replicas(65).update(new UpdateSpec(0, 0, 100)))).containsExactly("replicas");
        assertThat(errorsOf(run.batchSize(0).replicas(2).update(UpdateSpec.PLAIN)))
                .containsExactly("batchSize", "replicas");
    }

    @Test
    void scheduleThatFollowsTheLossNeedsAValidationSet() {
        ScheduleSpec plateau = new ScheduleSpec.Plateau(0.1, 10, 1e-4, 0);
        DatasetSpec heldOut = new DatasetSpec("mnist", 0, 0, false, 0.1);

        for (ScheduleSpec schedule : List.of(plateau, new ScheduleSpec.WarmUp(1, plateau))) {
            assertThat(errorsOf(RunSpec.of("run", SMALL_CNN, DatasetSpec.whole("mnist"))
                            .epochs(3)
                            .schedule(schedule)))
                    .containsExactly("schedule.type");
            assertThat(RunSpec.of("run", SMALL_CNN, heldOut)
                            .epochs(3)
                            .schedule(schedule)
                            .build()
                            .schedule())
                    .isEqualTo(schedule);
        }
    }

    @Test
    void balanceNeedsClassesAndALimit() {
        assertThat(fieldsOf(() -> new DatasetSpec("mnist", 0, 0, true, 0))).containsExactly("balanced");
        assertThat(fieldsOf(() -> new DatasetSpec("rotated-digits", 100, 0, true, 0)))
                .containsExactly("balanced");
        assertThat(new DatasetSpec("mnist", 100, 0, true, 0).balanced()).isTrue();
    }

    @Test
    void shareOfTheTrainingImagesIsHeldOut() {
        DatasetSpec tenth = new DatasetSpec("mnist", 0, 0, false, 0.1);

        assertThat(tenth.heldOut(60_000)).isEqualTo(6_000);
        assertThat(tenth.heldOut(2)).isEqualTo(1);
        assertThat(DatasetSpec.whole("mnist").heldOut(60_000)).isZero();
    }

    @Test
    void everyRunTrainsOnSomething() {
        assertThat(fieldsOf(() -> new DatasetSpec("mnist", 1, 0, false, 0.1))).containsExactly("trainLimit");
        for (int images = 2; images < 30; images++) {
            DatasetSpec dataset = new DatasetSpec("mnist", images, 0, false, 0.9);
            assertThat(dataset.trainedImages()).isBetween(1, images - 1);
        }
        assertThat(new DatasetSpec("mnist", 1, 0).trainedImages()).isEqualTo(1);
        assertThat(DatasetSpec.whole("cifar10").trainedImages()).isEqualTo(50_000);
    }

    /** PyTorch: "Expected more than 1 value per channel when training". */
    @Test
    void batchNormalizationOfOneValueIsRefusedAlsoInTheLastBatch() {
        NetworkSpec dense = new NetworkSpec.Layers(List.of(
                new LayerSpec.Flatten(),
                new LayerSpec.Dense(8),
                new LayerSpec.BatchNormalization(),
                new LayerSpec.Dense(10)));
        NetworkSpec image = new NetworkSpec.Layers(List.of(
                new LayerSpec.Convolution(4, 3, 1, 0),
                new LayerSpec.BatchNormalization(),
                new LayerSpec.Flatten(),
                new LayerSpec.Dense(10)));

        assertThat(batches(dense, 101, 1)).containsExactly("batchSize");
        assertThat(batches(dense, 101, 100)).containsExactly("batchSize");
        assertThat(batches(dense, 101, 10)).containsExactly("batchSize");
        assertThat(batches(dense, 1, 64)).containsExactly("batchSize");
        assertThat(batches(dense, 101, 99)).isEmpty();
        assertThat(batches(dense, 101, 200)).isEmpty();
        assertThat(batches(image, 101, 1)).isEmpty();
    }

    @Test
    void valuesOfABatchAreCounted() {
        NetworkSpec wide = new NetworkSpec.Layers(
                List.of(new LayerSpec.Convolution(64, 3, 1, 1), new LayerSpec.Flatten(), new LayerSpec.Dense(10)));

        assertThat(batches(wide, 0, 42_000)).isEmpty();
        assertThat(batches(wide, 0, 43_000)).containsExactly("batchSize");
        assertThat(batches(wide, 1000, 43_000)).isEmpty();
    }

    private static List<String> batches(NetworkSpec network, int trainLimit, int batchSize) {
        RunSpecBuilder run = RunSpec.of("run", network, new DatasetSpec("mnist", trainLimit, 0))
                .batchSize(batchSize);
        try {
            run.build();
            return List.of();
        } catch (InvalidSpecException e) {
            return e.errors().stream().map(FieldError::field).toList();
        }
    }

    private static List<String> errorsOf(RunSpecBuilder run) {
        return fieldsOf(run::build);
    }

    private static List<String> fieldsOf(Runnable making) {
        return Objects.requireNonNull(catchThrowableOfType(InvalidSpecException.class, making::run)).errors().stream()
                .map(FieldError::field)
                .toList();
    }
}
