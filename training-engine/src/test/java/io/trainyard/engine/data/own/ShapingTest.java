package io.trainyard.engine.data.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.Shape;
import io.trainyard.engine.data.own.Settings.Fit;
import org.junit.jupiter.api.Test;

class ShapingTest {
    /** Rounded values of {@code torch.nn.functional.interpolate(…, mode='bilinear', antialias=True, align_corners=False)}. */
    @Test
    void imagesShrinkAsInPyTorch() {
        assertThat(stretched(3, 4)).containsExactly(112, 120, 132, 141, 142, 146, 152, 114, 141, 133, 146, 126);
    }

    @Test
    void imagesGrowAsInPyTorch() {
        assertThat(stretched(9, 14))
                .startsWith(0, 62, 133, 141, 20, 92, 163, 134, 50, 122, 193, 128, 80, 142, 25, 92, 171)
                .endsWith(222, 163, 95, 90, 214, 146, 77, 109, 196, 128, 60, 129, 179, 120);
    }

    @Test
    void whatStandsOutIsCutOffEquallyOnBothSides() {
        byte[] row = {9, 9, 1, 2, 3, 4, 9, 9, 9, 9, 5, 6, 7, 8, 9, 9};

        byte[] cut = new Shaping(new Shape(1, 2, 4), Fit.CROP).shape(new Picture(1, 2, 8, row));

        assertThat(cut).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void greyIsTheLumaOfColours() {
        byte[] planes = {(byte) 255, 0, 0, (byte) 200, 0, (byte) 255, 0, (byte) 200, 0, 0, (byte) 255, (byte) 200};

        byte[] grey = new Shaping(new Shape(1, 2, 2), Fit.CROP).shape(new Picture(3, 2, 2, planes));

        assertThat(unsigned(grey)).containsExactly(76, 150, 29, 200);
        assertThat(new Shaping(new Shape(3, 2, 2), Fit.CROP).shape(new Picture(1, 2, 2, grey)))
                .startsWith(grey)
                .endsWith(grey);
    }

    private static int[] stretched(int height, int width) {
        byte[] pixels = new byte[7 * 11];
        for (int y = 0; y < 7; y++)
            for (int x = 0; x < 11; x++) pixels[y * 11 + x] = (byte) (y * 37 + x * 91 + y * x * 13);
        return unsigned(new Shaping(new Shape(1, height, width), Fit.STRETCH).shape(new Picture(1, 7, 11, pixels)));
    }

    private static int[] unsigned(byte[] values) {
        int[] unsigned = new int[values.length];
        for (int i = 0; i < values.length; i++) unsigned[i] = values[i] & 0xFF;
        return unsigned;
    }
}
