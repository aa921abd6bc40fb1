package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Datasets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnDatasetTest {
    @ParameterizedTest
    @ValueSource(strings = {SyntheticDigits.NAME, SyntheticShapes.NAME, RotatedDigits.NAME})
    void imageDependsOnItsIndexOnly(String name) {
        Images many = dataset(name).draw(0, 50);
        Images few = dataset(name).draw(40, 10);

        for (int i = 0; i < 10; i++) {
            assertThat(answer(few, i)).isEqualTo(answer(many, 40 + i));
            for (int j = 0; j < many.pixelsPerImage(); j++)
                assertThat(few.pixel(i, j)).isEqualTo(many.pixel(40 + i, j));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SyntheticDigits.NAME, SyntheticShapes.NAME})
    void everyClassHasItsShare(String name) {
        Images images = dataset(name).draw(0, 5000);

        for (int wanted = 0; wanted < 10; wanted++) {
            int label = wanted;
            long count = IntStream.range(0, images.count())
                    .filter(i -> images.label(i) == label)
                    .count();
            assertThat(count).isBetween(400L, 600L);
        }
    }

    @Test
    void anglesAreSpreadEvenly() {
        Images images = dataset(RotatedDigits.NAME).draw(0, 5000);

        double[] angles =
                IntStream.range(0, 5000).mapToDouble(images::target).sorted().toArray();
        assertThat(angles[0]).isBetween(-45.0, -44.0);
        assertThat(angles[1250]).isCloseTo(-22.5, within(2.0));
        assertThat(angles[3750]).isCloseTo(22.5, within(2.0));
        assertThat(angles[4999]).isBetween(44.0, 45.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {SyntheticDigits.NAME, SyntheticShapes.NAME, RotatedDigits.NAME})
    void meanAndDeviationAreThoseThatAreTold(String name) {
        DatasetInfo info = Datasets.find(name).orElseThrow();
        Images images = dataset(name).draw(0, 4000);
        int plane = info.shape().height() * info.shape().width();

        double sum = 0;
        double squares = 0;
        for (int image = 0; image < images.count(); image++)
            for (int i = 0; i < plane; i++) {
                double value = images.pixel(image, i) / 255.0;
                sum += value;
                squares += value * value;
            }
        double mean = sum / images.count() / plane;

        assertThat(mean).isCloseTo(info.mean().getFirst(), within(.01));
        assertThat(Math.sqrt(squares / images.count() / plane - mean * mean))
                .isCloseTo(info.standardDeviation().getFirst(), within(.01));
    }

    private static DrawnDataset dataset(String name) {
        DatasetInfo info = Datasets.find(name).orElseThrow();
        return switch (name) {
            case SyntheticShapes.NAME -> SyntheticShapes.of(info);
            case RotatedDigits.NAME -> RotatedDigits.of(info);
            default -> SyntheticDigits.of(info);
        };
    }

    private static double answer(Images images, int image) {
        return images.hasLabels() ? images.label(image) : images.target(image);
    }
}
