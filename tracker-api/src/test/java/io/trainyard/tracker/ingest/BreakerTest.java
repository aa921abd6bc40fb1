package io.trainyard.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private final Breaker breaker = new Breaker();

    @Test
    void fewRecordsMayFailAndOneMoreMayNot() {
        assertThat(breaker.exceeded(Map.of("a", 5), NOON)).isEmpty();
        assertThat(breaker.exceeded(Map.of("a", 6), NOON)).contains("a");
    }

    @Test
    void failuresOfAMinuteAddUpForOneCause() {
        breaker.putAside(Map.of("a", 5), NOON);

        assertThat(breaker.exceeded(Map.of("a", 1), NOON.plusSeconds(59))).contains("a");
        assertThat(breaker.exceeded(Map.of("b", 5), NOON.plusSeconds(59))).isEmpty();
        assertThat(breaker.exceeded(Map.of("a", 1), NOON.plusSeconds(61))).isEmpty();
    }
}
