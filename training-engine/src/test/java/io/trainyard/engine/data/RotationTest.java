package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RotationTest {
    private static final byte[] IMAGE = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final Rotation ROTATION = new Rotation(new Shape(1, 3, 3));

    @Test
    void quarterTurnClockwiseBringsTheLeftColumnToTheTop() {
        assertThat(ROTATION.turn(IMAGE, 90)).containsExactly(7, 4, 1, 8, 5, 2, 9, 6, 3);
    }

    @Test
    void noTurnLeavesTheImage() {
        assertThat(ROTATION.turn(IMAGE, 0)).isEqualTo(IMAGE);
    }

    @Test
    void halfTurnReversesEveryChannel() {
        byte[] image = {1, 2, 3, 4, 11, 12, 13, 14};

        assertThat(new Rotation(new Shape(2, 2, 2)).turn(image, 180)).containsExactly(4, 3, 2, 1, 14, 13, 12, 11);
    }

    @Test
    void cornersOfATurnedImageAreMixedWithBlack() {
        byte[] white = new byte[9];
        Arrays.fill(white, (byte) 127);

        byte[] turned = ROTATION.turn(white, 45);

        // The corner comes from (1 ± √2, 1): a share of 1 − (√2 − 1) of the edge's white, the rest black.
        assertThat(turned[4]).isEqualTo((byte) 127);
        assertThat(turned[0]).isBetween((byte) (-128 + 255 * .58), (byte) (-128 + 255 * .60));
    }
}
