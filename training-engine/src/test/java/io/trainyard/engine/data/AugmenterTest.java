package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.network.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmenterTest {
    private static final Shape SHAPE = new Shape(2, 5, 11);
    private static final int BEFORE = 7;
    /** Pixels 1, 2, 3 …, with others before and after them that belong to other images. */
    private static final byte[] CENTRED = centred();

    @Test
    void everyShiftAndItsMirrorImageBringInBlack() {
        Set<String> expected = new HashSet<>();
        for (int dy = -3; dy <= 3; dy++)
            for (int dx = -3; dx <= 3; dx++) {
                expected.add(moved(dx, dy, false));
                expected.add(moved(dx, dy, true));
            }
        Augmenter augmenter = new Augmenter(new AugmentationSpec(3, true), SHAPE, 1);
        Set<String> seen = new HashSet<>();

        for (int image = 0; image < 2000; image++) {
            augmenter.draw(1, image);
            seen.add(Arrays.toString(augmenter.move(CENTRED, BEFORE)));
        }

        assertThat(expected).hasSize(2 * 7 * 7);
        assertThat(seen).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 30})
    void everySquareOfItsSideIsCutOutAndNoOther(int side) {
        Set<String> expected = new HashSet<>();
        for (int y = 0; y < 5; y++) for (int x = 0; x < 11; x++) expected.add(withHole(x, y, side));
        Augmenter augmenter = new Augmenter(new AugmentationSpec(0, false, 0, side), SHAPE, 1);
        Set<String> seen = new HashSet<>();

        for (int image = 0; image < 1500; image++) {
            float[] pixels = new float[SHAPE.size()];
            Arrays.fill(pixels, 1);
            augmenter.draw(1, image);
            augmenter.cut(pixels);
            seen.add(Arrays.toString(pixels));
        }

        assertThat(seen).isEqualTo(expected);
    }

    /** A square of an even side reaches one pixel further to the left and up. */
    private static String withHole(int centreX, int centreY, int side) {
        float[] pixels = new float[SHAPE.size()];
        for (int i = 0; i < pixels.length; i++) {
            int dx = i % 11 - centreX + side / 2;
            int dy = i / 11 % 5 - centreY + side / 2;
            pixels[i] = dx >= 0 && dx < side && dy >= 0 && dy < side ? 0 : 1;
        }
        return Arrays.toString(pixels);
    }

    /** Pixel by pixel: what is at (x, y) afterwards was at (x − dx, y − dy), then left and right change places. */
    private static String moved(int dx, int dy, boolean mirrored) {
        byte[] result = new byte[SHAPE.size()];
        for (int i = 0; i < result.length; i++) {
            int channel = i / (5 * 11);
            int x = (mirrored ? 10 - i % 11 : i % 11) - dx;
            int y = i / 11 % 5 - dy;
            boolean inside = x >= 0 && x < 11 && y >= 0 && y < 5;
            result[i] = inside ? (byte) (1 + channel * 5 * 11 + y * 11 + x) : Images.BLACK;
        }
        return Arrays.toString(result);
    }

    private static byte[] centred() {
        byte[] pixels = new byte[BEFORE + SHAPE.size() + BEFORE];
        Arrays.fill(pixels, (byte) -1);
        for (int i = 0; i < SHAPE.size(); i++) pixels[BEFORE + i] = (byte) (1 + i);
        return pixels;
    }
}
