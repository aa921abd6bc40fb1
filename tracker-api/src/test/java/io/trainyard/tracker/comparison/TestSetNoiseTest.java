package io.trainyard.tracker.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.DatasetSpec;
import org.junit.jupiter.api.Test;

final class TestSetNoiseTest {
    private static final DatasetSpec CIFAR = DatasetSpec.whole("cifar10");

    @Test
    void tenThousandImagesTellAnAccuracyToHalfAPoint() {
        TestSetNoise noise = TestSetNoise.of("test_accuracy", 0.63, CIFAR).orElseThrow();
        assertThat(noise.images()).isEqualTo(10_000);
        assertThat(noise.standardError()).isCloseTo(0.0048, within(5e-5));
        assertThat(TestSetNoise.of("test_accuracy", 0.95, CIFAR).orElseThrow().standardError())
                .isCloseTo(0.0022, within(5e-5));
    }

    @Test
    void limitsAndSharesSayHowManyImagesThereAre() {
        DatasetSpec some = new DatasetSpec("cifar10", 1000, 200, false, 0.1);
        assertThat(TestSetNoise.of("test_accuracy", 0.5, some).orElseThrow().images())
                .isEqualTo(200);
        assertThat(TestSetNoise.of("validation_accuracy", 0.5, some)
                        .orElseThrow()
                        .images())
                .isEqualTo(100);
        assertThat(some.trainedImages()).isEqualTo(900);
    }

    @Test
    void whatIsNoShareOfImagesHasNone() {
        assertThat(TestSetNoise.of("test_loss", 0.5, CIFAR)).isEmpty();
        assertThat(TestSetNoise.of("train_accuracy", 0.5, CIFAR)).isEmpty();
        assertThat(TestSetNoise.of("validation_accuracy", 0.5, CIFAR)).isEmpty();
    }
}
