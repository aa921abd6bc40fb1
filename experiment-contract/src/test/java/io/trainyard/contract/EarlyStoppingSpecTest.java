package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingSpecTest {
    @Test
    void runEndsWhenTheLossHasNotFallenForItsPatience() {
        EarlyStoppingSpec stopping = new EarlyStoppingSpec(2, 0);

        assertThat(stopping.endsAfter(List.of(1.0, 0.9, 0.95), 0)).isFalse();
        assertThat(stopping.endsAfter(List.of(1.0, 0.9, 0.95, 0.9), 0)).isTrue();
        assertThat(stopping.endsAfter(List.of(1.0, 0.9, 0.95, 0.89), 0)).isFalse();
    }

    @Test
    void smallImprovementsDoNotCount() {
        assertThat(new EarlyStoppingSpec(2, 0.1).endsAfter(List.of(1.0, 0.95, 0.91), 0))
                .isTrue();
    }

    @Test
    void withoutPatienceNothingEnds() {
        assertThat(EarlyStoppingSpec.NEVER.endsAfter(List.of(1.0, 2.0, 3.0), 0)).isFalse();
    }

    @Test
    void whoGoesOnAfterTheEndIsWaitedForAnew() {
        EarlyStoppingSpec stopping = new EarlyStoppingSpec(2, 0);

        assertThat(stopping.endsAfter(List.of(0.9, 1.0, 1.0), 3)).isFalse();
        assertThat(stopping.endsAfter(List.of(0.9, 1.0, 1.0, 0.95), 3)).isFalse();
        assertThat(stopping.endsAfter(List.of(0.9, 1.0, 1.0, 0.95, 0.9), 3)).isTrue();
        assertThat(stopping.endsAfter(List.of(0.9, 1.0, 1.0, 0.95, 0.8), 3)).isFalse();
    }
}
