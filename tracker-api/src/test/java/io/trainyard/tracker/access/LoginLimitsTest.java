package io.trainyard.tracker.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LoginLimitsTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final LoginLimits limits = new LoginLimits(now::get);

    @Test
    void nameIsTriedTenTimesThenOnceAPause() {
        for (int i = 0; i < 10; i++)
            assertThat(limits.take("10.0.0." + i, "ada")).isEmpty();

        assertThat(limits.take("10.0.1.1", "ada")).hasValue(31);
        assertThat(limits.take("10.0.1.1", "grace")).isEmpty();
        now.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(limits.take("10.0.1.1", "ada")).isEmpty();
        assertThat(limits.take("10.0.1.1", "ada")).isPresent();
    }

    @Test
    void addressTriesTwentyNames() {
        for (int i = 0; i < 20; i++)
            assertThat(limits.take("10.0.0.1", "name" + i)).isEmpty();

        assertThat(limits.take("10.0.0.1", "other")).isPresent();
        assertThat(limits.take("10.0.0.2", "other")).isEmpty();
    }

    @Test
    void tryThatEndsWellCountsNotAtAll() {
        for (int i = 0; i < 100; i++) {
            assertThat(limits.take("10.0.0.1", "ada")).isEmpty();
            limits.giveBack("10.0.0.1", "ada");
        }
    }

    @Test
    void manyNamesDoNotFillTheMemory() {
        for (int i = 0; i < 30_000; i++) limits.take("10.0." + i / 250 + "." + i % 250, "name" + i);

        assertThat(limits.known()).isLessThanOrEqualTo(20_000);
    }
}
