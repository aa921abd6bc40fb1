package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.dataset.Datasets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntheticDigitsTest {
    @Test
    void imageDependsOnItsIndexOnly() {
        Images many = draw(0, 50);
        Images few = draw(40, 10);

        for (int i = 0; i < 10; i++) {
            assertThat(few.label(i)).isEqualTo(many.label(40 + i));
            int size = many.pixelsPerImage();
            for (int j = 0; j < size; j++)
                assertThat(few.pixels()[i * size + j]).isEqualTo(many.pixels()[(40 + i) * size + j]);
        }
    }

    @Test
    void everyClassHasItsShare() {
        Images images = draw(0, 5000);

        for (int digit = 0; digit < 10; digit++) {
            int wanted = digit;
            long count = IntStream.range(0, images.count())
                    .filter(i -> images.label(i) == wanted)
                    .count();
            assertThat(count).isBetween(400L, 600L);
        }
    }

    private static Images draw(int first, int count) {
        return SyntheticDigits.draw(Datasets.find(SyntheticDigits.NAME).orElseThrow(), first, count);
    }
}
