package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final int SIDE = 8;

    @Test
    void wholePixelsAreCoveredWholly() {
        double[] cover = cover(List.of(new double[] {2, 3, 5, 3, 5, 4, 2, 4}));

        assertThat(cover[3 * SIDE + 2]).isEqualTo(1);
        assertThat(cover[3 * SIDE + 4]).isEqualTo(1);
        assertThat(sum(cover)).isEqualTo(3);
    }

    @Test
    void partOfAPixelCountsItsShare() {
        double[] cover = cover(List.of(new double[] {2.25, 3, 2.5, 3, 2.5, 3.5, 2.25, 3.5}));

        assertThat(cover[3 * SIDE + 2]).isEqualTo(.125);
    }

    @Test
    void innerOutlineIsAHole() {
        double[] outer = {1, 1, 7, 1, 7, 7, 1, 7};
        double[] inner = {3, 3, 5, 3, 5, 5, 3, 5};

        assertThat(sum(cover(List.of(outer, inner)))).isEqualTo(36 - 4);
    }

    @Test
    void triangleHasItsArea() {
        assertThat(sum(cover(List.of(new double[] {1, 1, 7, 1, 1, 5})))).isCloseTo(12, within(.05));
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        assertThat(sum(cover(List.of(new double[] {-4, -4, 2, -4, 2, 2, -4, 2}))))
                .isEqualTo(4);
    }

    private static double[] cover(List<double[]> outlines) {
        double[] cover = new double[SIDE * SIDE];
        new Coverage(SIDE).paint(outlines, (pixel, share) -> cover[pixel] += share);
        return cover;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum;
    }
}
