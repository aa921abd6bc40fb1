package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleSpecTest {
    @Test
    void stepDropsAfterEveryFewEpochs() {
        ScheduleSpec step = new ScheduleSpec.Step(2, 0.1);

        assertThat(step.factor(2, 10)).isEqualTo(1);
        assertThat(step.factor(3, 10)).isCloseTo(0.1, within(1e-12));
        assertThat(step.factor(5, 10)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void cosineFallsFromOneThroughHalf() {
        ScheduleSpec cosine = new ScheduleSpec.Cosine();

        assertThat(cosine.factor(1, 10)).isEqualTo(1);
        assertThat(cosine.factor(6, 10)).isCloseTo(0.5, within(1e-12));
        assertThat(cosine.factor(10, 10)).isBetween(0.0, 0.05);
    }
}
