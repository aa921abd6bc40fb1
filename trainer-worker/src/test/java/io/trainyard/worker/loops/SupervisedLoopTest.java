package io.trainyard.worker.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SupervisedLoopTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private volatile Instant now = NOON;
    private final CountDownLatch third = new CountDownLatch(3);

    @Test
    void whateverARoundThrowsTheNextOneBegins() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        SupervisedLoop loop = loop(() -> {
            third.countDown();
            if (rounds.incrementAndGet() == 1) throw new NullPointerException();
            if (rounds.get() == 2) throw new StackOverflowError();
        });

        loop.start();
        assertThat(third.await(60, TimeUnit.SECONDS)).isTrue();
        loop.stop();

        assertThat(loop.join(Duration.ofSeconds(60))).isTrue();
        assertThat(loop.trouble().orElseThrow())
                .isEqualTo("reader was begun anew after StackOverflowError, at 2026-01-31T12:00:00Z; 2 times in all");
    }

    @Test
    void failureIsToldForSomeMinutes() throws Exception {
        SupervisedLoop loop = loop(() -> {
            third.countDown();
            throw new IllegalStateException();
        });
        loop.start();
        assertThat(third.await(60, TimeUnit.SECONDS)).isTrue();
        loop.stop();
        loop.join(Duration.ofSeconds(60));

        now = NOON.plus(Duration.ofMinutes(11));

        assertThat(loop.trouble()).isEmpty();
    }

    private SupervisedLoop loop(SupervisedLoop.Round round) {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new SupervisedLoop("reader", Duration.ofMillis(1), round, clock);
    }
}
