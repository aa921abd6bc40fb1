package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressWatchTest {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LEAST = Duration.ofSeconds(10);

    private final ProgressWatch watch = new ProgressWatch();

    @Test
    void threadThatGivesSignsDoesNotHang() {
        for (int i = 0; i < 100; i++) {
            watch.sign();
            assertThat(ticksUntilItHangs(9)).isEqualTo(9);
        }
    }

    @Test
    void silenceLongerThanAllowedIsAHang() {
        watch.sign();

        // The first call sees the sign.
        assertThat(ticksUntilItHangs(100)).isEqualTo(11);
        assertThat(watch.silence()).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void slowThreadMayBeSilentForTwentyTimesAsLongAsBefore() {
        watch.sign();
        assertThat(ticksUntilItHangs(6)).isEqualTo(6);
        watch.sign();

        // It was silent for five ticks.
        assertThat(ticksUntilItHangs(1000)).isEqualTo(101);
    }

    private int ticksUntilItHangs(int atMost) {
        for (int i = 0; i < atMost; i++) if (watch.hangs(TICK, LEAST)) return i;
        return atMost;
    }
}
