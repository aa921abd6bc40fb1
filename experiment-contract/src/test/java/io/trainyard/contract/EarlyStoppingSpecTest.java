package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingSpecTest {
    @Test
    void runEndsWhenTheLossHasNotFallenForItsPatience() {
        EarlyStoppingSpec stopping = new EarlyStoppingSpec(2, 0);

        assertThat(stopping.endsAfter(List.of(1.0, 0.9, 0.95))).isFalse();
        assertThat(stopping.endsAfter(List.of(1.0, 0.9, 0.95, 0.9))).isTrue();
        assertThat(stopping.endsAfter(List.of(1.0, 0.9, 0.95, 0.89))).isFalse();
    }

    @Test
    void smallImprovementsDoNotCount() {
        assertThat(new EarlyStoppingSpec(2, 0.1).endsAfter(List.of(1.0, 0.95, 0.91)))
                .isTrue();
    }

    @Test
    void withoutPatienceNothingEnds() {
        assertThat(EarlyStoppingSpec.NEVER.endsAfter(List.of(1.0, 2.0, 3.0))).isFalse();
    }
}
