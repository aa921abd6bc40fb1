package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSourceTest {
    private static final DatasetInfo INFO = new DatasetInfo(
            "d", "t", "d", new Shape(2, 2, 3), Collections.nCopies(10, "c"), 2, 2, List.of(0.0, .5), List.of(1.0, .5));
    /** Values 0..5 in the first channel's plane and 10..15 in the second's; image 1 is all 255. */
    private static final Images IMAGES = images();

    @Test
    void valuesAreNormalisedByChannel() {
        Batch batch = gather(0, OptionalLong.empty(), AugmentationSpec.NONE, 1);

        assertThat(batch.pixel(5)).isEqualTo((float) (5 / 255.0));
        assertThat(batch.pixel(6)).isEqualTo((float) ((10 / 255.0 - .5) / .5));
    }

    @Test
    void permutationIsTheSameForEveryChannelAndEpoch() {
        int[] first = values(gather(0, OptionalLong.of(4), AugmentationSpec.NONE, 1), 0);
        int[] second = values(gather(0, OptionalLong.of(4), AugmentationSpec.NONE, 2), 1);

        assertThat(IntStream.of(first).sorted().toArray()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(IntStream.of(second).map(value -> value - 10).toArray()).isEqualTo(first);
    }

    @Test
    void flipMirrorsTheRowsOfSomeEpochs() {
        Set<String> seen = new HashSet<>();

        for (int epoch = 1; epoch <= 20; epoch++)
            seen.add(Arrays.toString(values(gather(0, OptionalLong.empty(), new AugmentationSpec(0, true), epoch), 0)));

        assertThat(seen).containsExactlyInAnyOrder("[0, 1, 2, 3, 4, 5]", "[2, 1, 0, 5, 4, 3]");
    }

    @Test
    void shiftFillsWithZerosBeforeNormalisation() {
        Set<String> seen = new HashSet<>();

        for (int epoch = 1; epoch <= 100; epoch++)
            seen.add(
                    Arrays.toString(values(gather(0, OptionalLong.empty(), new AugmentationSpec(1, false), epoch), 1)));

        assertThat(seen)
                .hasSize(9)
                .contains("[10, 11, 12, 13, 14, 15]", "[0, 0, 0, 0, 10, 11]", "[14, 15, 0, 0, 0, 0]");
    }

    @Test
    void orderChangesWithTheEpochOnly() {
        BatchSource source = new BatchSource(INFO, new Images(new byte[1200], new byte[100]), 50, OptionalLong.empty());

        assertThat(source.shuffled(1, 1)).hasSize(50).isEqualTo(source.shuffled(1, 1));
        assertThat(source.shuffled(1, 2)).isNotEqualTo(source.shuffled(1, 1));
    }

    private static Batch gather(int image, OptionalLong permutation, AugmentationSpec augmentation, int epoch) {
        Batch batch = new Batch(1, 12);
        new BatchSource(INFO, IMAGES, 0, permutation).gather(new int[] {image}, 0, 1, batch, augmentation, 5, epoch);
        return batch;
    }

    private static int[] values(Batch batch, int channel) {
        return IntStream.range(0, 6)
                .map(i -> {
                    double scaled = batch.pixel(channel * 6L + i);
                    return (int) Math.round((channel == 0 ? scaled : scaled * .5 + .5) * 255);
                })
                .toArray();
    }

    private static Images images() {
        byte[] pixels = new byte[24];
        for (int i = 0; i < 6; i++) {
            pixels[i] = (byte) i;
            pixels[6 + i] = (byte) (10 + i);
        }
        Arrays.fill(pixels, 12, 24, (byte) 255);
        return new Images(pixels, new byte[2]);
    }
}
