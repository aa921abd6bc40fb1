package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.data.BatchSource.Treatment;
import io.trainyard.engine.device.Batch;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSourceTest {
    private static final DatasetInfo INFO = new DatasetInfo(
            "d",
            "t",
            "d",
            new Shape(2, 2, 3),
            new Target.Classes(List.of("a", "b")),
            2,
            2,
            List.of(0.0, .5),
            List.of(1.0, .5),
            "");
    /** Values 0..5 in the first channel's plane and 10..15 in the second's; image 1 is all 255 and of class 1. */
    private static final Images IMAGES = images();

    @Test
    void valuesAreNormalisedByChannel() {
        Batch batch = gather(0, treatment(AugmentationSpec.NONE), 1);

        assertThat(batch.pixel(5)).isCloseTo((float) (5 / 255.0), within(1e-6f));
        assertThat(batch.pixel(6)).isCloseTo((float) ((10 / 255.0 - .5) / .5), within(1e-6f));
    }

    @Test
    void labelsGoWithTheImages() {
        Batch batch = new Batch(2, 12, 1);

        new BatchSource(INFO, IMAGES, treatment(AugmentationSpec.NONE)).gather(new int[] {0, 1, 0}, 1, 1, batch);

        assertThat(batch.labels()).containsExactly(1, 0);
    }

    @Test
    void numbersAreDividedByTheirScale() {
        DatasetInfo angles = new DatasetInfo(
                "d",
                "t",
                "d",
                new Shape(1, 1, 1),
                new Target.Quantity("angle", "°", -45, 45),
                1,
                1,
                List.of(0.0),
                List.of(1.0),
                "");
        Batch batch = new Batch(1, 1, 1);

        Images images = Images.measured(new byte[1], new float[] {-22.5f});
        new BatchSource(angles, images, treatment(AugmentationSpec.NONE)).gather(new int[] {0}, 0, 1, batch);

        assertThat(batch.targets()[0]).isCloseTo(-.5f, within(1e-6f));
    }

    @Test
    void permutationIsTheSameForEveryChannelAndEpoch() {
        Treatment permuted = new Treatment(OptionalLong.of(4), AugmentationSpec.NONE, 5);

        int[] first = values(gather(0, permuted, 1), 0);
        int[] second = values(gather(0, permuted, 2), 1);

        assertThat(IntStream.of(first).sorted().toArray()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(IntStream.of(second).map(value -> value - 10).toArray()).isEqualTo(first);
    }

    @Test
    void flipMirrorsTheRowsOfSomeEpochs() {
        assertThat(seen(new AugmentationSpec(0, true), 0, 20))
                .containsExactlyInAnyOrder("[0, 1, 2, 3, 4, 5]", "[2, 1, 0, 5, 4, 3]");
    }

    @Test
    void shiftFillsWithZerosBeforeNormalisation() {
        assertThat(seen(new AugmentationSpec(1, false), 1, 100))
                .hasSize(9)
                .contains("[10, 11, 12, 13, 14, 15]", "[0, 0, 0, 0, 10, 11]", "[14, 15, 0, 0, 0, 0]");
    }

    @Test
    void shiftComesBeforeTheFlip() {
        assertThat(seen(new AugmentationSpec(1, true), 1, 400)).hasSize(18).contains("[11, 10, 0, 14, 13, 0]");
    }

    @Test
    void cutoutSetsASquareOfAllChannelsToTheMean() {
        AugmentationSpec spec = new AugmentationSpec(0, false, 0, 1);
        Set<Integer> places = new HashSet<>();

        for (int epoch = 1; epoch <= 100; epoch++) {
            Batch batch = gather(1, treatment(spec), epoch);
            int[] zeros =
                    IntStream.range(0, 12).filter(i -> batch.pixel(i) == 0).toArray();
            assertThat(zeros).hasSize(2);
            assertThat(zeros[1]).isEqualTo(zeros[0] + 6);
            places.add(zeros[0]);
        }

        assertThat(places).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    }

    @Test
    void anotherSeedVariesOtherwise() {
        AugmentationSpec spec = new AugmentationSpec(1, true);
        Treatment other = new Treatment(OptionalLong.empty(), spec, 6);

        assertThat(IntStream.rangeClosed(1, 50)
                        .filter(epoch -> !Arrays.equals(
                                values(gather(0, treatment(spec), epoch), 1), values(gather(0, other, epoch), 1)))
                        .count())
                .isGreaterThan(25);
    }

    private static Set<String> seen(AugmentationSpec spec, int channel, int epochs) {
        Set<String> seen = new HashSet<>();
        for (int epoch = 1; epoch <= epochs; epoch++)
            seen.add(Arrays.toString(values(gather(0, treatment(spec), epoch), channel)));
        return seen;
    }

    private static Treatment treatment(AugmentationSpec augmentation) {
        return new Treatment(OptionalLong.empty(), augmentation, 5);
    }

    private static Batch gather(int image, Treatment treatment, int epoch) {
        Batch batch = new Batch(1, 12, 1);
        new BatchSource(INFO, IMAGES, treatment).gather(new int[] {image}, 0, epoch, batch);
        return batch;
    }

    private static int[] values(Batch batch, int channel) {
        return IntStream.range(0, 6)
                .map(i -> {
                    double scaled = batch.pixel(channel * 6 + i);
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
        return Images.classified(pixels, new byte[] {0, 1});
    }
}
