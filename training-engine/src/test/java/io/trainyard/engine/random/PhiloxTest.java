package io.trainyard.engine.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The known answers are those of the authors' library Random123. */
class PhiloxTest {
    @Test
    void zerosGiveTheKnownAnswer() {
        assertThat(block(new int[4], 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    }

    @Test
    void onesGiveTheKnownAnswer() {
        int[] counter = {-1, -1, -1, -1};

        assertThat(block(counter, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    }

    @Test
    void digitsOfPiGiveTheKnownAnswer() {
        int[] counter = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};

        assertThat(block(counter, 0xa4093822, 0x299f31d0))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    private static int[] block(int[] counter, int key0, int key1) {
        int[] output = new int[4];
        Philox.block(counter, key0, key1, output);
        return output;
    }
}
