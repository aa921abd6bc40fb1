package io.trainyard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long LONG_ENOUGH = 2000;

    private final Pace pace = new Pace();

    @Test
    void muchSlowerEpochIsComparedWithTheFastest() {
        pace.slowdown(900, LONG_ENOUGH);
        pace.slowdown(1000, LONG_ENOUGH);
        pace.slowdown(800, LONG_ENOUGH);

        assertThat(pace.slowdown(400, LONG_ENOUGH)).hasValue(2.5);
    }

    @Test
    void slightlySlowerEpochIsUsual() {
        pace.slowdown(1000, LONG_ENOUGH);

        assertThat(pace.slowdown(650, LONG_ENOUGH)).isEmpty();
    }

    @Test
    void shortEpochTellsNothing() {
        pace.slowdown(1000, LONG_ENOUGH);

        assertThat(pace.slowdown(100, LONG_ENOUGH - 1)).isEmpty();
    }

    @Test
    void fastShortEpochIsNotWhatIsUsual() {
        pace.slowdown(5000, 1);

        assertThat(pace.slowdown(1000, LONG_ENOUGH)).isEmpty();
    }

    @Test
    void firstEpochAfterAChoiceIsUsual() {
        pace.slowdown(1000, LONG_ENOUGH);
        pace.forget();

        assertThat(pace.slowdown(100, LONG_ENOUGH)).isEmpty();
    }
}
