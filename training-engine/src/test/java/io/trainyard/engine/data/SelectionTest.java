package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.engine.data.Selection.Split;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {
    /** Classes 0, 1, 1, 2, 2, 2 again and again. */
    private static final Images IMAGES = images(600);

    @Test
    void balancedSelectionTakesTheFirstOfEachClass() {
        Selection selection = Selection.balanced(IMAGES, 7, 3);

        assertThat(selection.inOrder()).containsExactly(0, 1, 2, 3, 4, 6, 12);
    }

    @Test
    void heldOutImagesHaveTheSharesOfTheClasses() {
        Split split = Selection.first(IMAGES, 0).holdOut(60, 3);

        assertThat(counts(split.heldOut())).containsExactly(10, 20, 30);
        assertThat(counts(split.train())).containsExactly(90, 180, 270);
    }

    @Test
    void remaindersGoToTheClassesThatMissMost() {
        // Of 5 from 12 images with 2, 4 and 6 of the classes: 0.83, 1.67 and 2.5.
        Split split = Selection.first(IMAGES, 12).holdOut(5, 3);

        assertThat(counts(split.heldOut())).containsExactly(1, 2, 2);
    }

    @Test
    void everyImageIsInOnePart() {
        Split split = Selection.first(IMAGES, 100).holdOut(33, 1);

        int[] all = IntStream.concat(
                        Arrays.stream(split.train().inOrder()),
                        Arrays.stream(split.heldOut().inOrder()))
                .sorted()
                .toArray();
        assertThat(all).isEqualTo(IntStream.range(0, 100).toArray());
    }

    @Test
    void seedDecidesWhichImagesAreHeldOut() {
        Selection all = Selection.first(IMAGES, 0);

        assertThat(all.holdOut(60, 3).heldOut().inOrder())
                .isEqualTo(all.holdOut(60, 3).heldOut().inOrder())
                .isNotEqualTo(all.holdOut(60, 4).heldOut().inOrder());
    }

    @Test
    void imagesWithNumbersAreHeldOutAtRandom() {
        Images numbers = Images.measured(new byte[100], new float[100]);

        Split split = Selection.first(numbers, 0).holdOut(20, 1);

        assertThat(split.heldOut().count()).isEqualTo(20);
        assertThat(split.train().count()).isEqualTo(80);
    }

    @Test
    void orderChangesWithTheEpochOnly() {
        Selection selection = Selection.first(IMAGES, 50);

        assertThat(selection.shuffled(1, 1)).hasSize(50).isEqualTo(selection.shuffled(1, 1));
        assertThat(selection.shuffled(1, 2)).isNotEqualTo(selection.shuffled(1, 1));
        assertThat(Arrays.stream(selection.shuffled(1, 2)).sorted().toArray()).isEqualTo(selection.inOrder());
    }

    private static int[] counts(Selection selection) {
        int[] counts = new int[3];
        for (int image : selection.inOrder()) counts[IMAGES.label(image)]++;
        return counts;
    }

    private static Images images(int count) {
        byte[] classes = {0, 1, 1, 2, 2, 2};
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) labels[i] = classes[i % 6];
        return Images.classified(new byte[count], labels);
    }
}
