package io.trainyard.worker.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BandwidthTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(-5);
    private final Bandwidth bandwidth = new Bandwidth(1_000, now::get);

    @Test
    void allWhoSendShareIt() {
        assertThat(bandwidth.take(500)).isZero();
        assertThat(bandwidth.take(500)).isEqualTo(SECOND / 2);
        assertThat(bandwidth.take(1)).isEqualTo(SECOND);
    }

    @Test
    void whatWasNotUsedIsNotSavedUp() {
        now.addAndGet(100 * SECOND);

        assertThat(bandwidth.take(1_000)).isZero();
        assertThat(bandwidth.take(1_000)).isEqualTo(SECOND);
    }

    @Test
    void zeroStandsForNoLimit() {
        Bandwidth unlimited = new Bandwidth(0, now::get);

        assertThat(unlimited.take(Integer.MAX_VALUE)).isZero();
        assertThat(unlimited.take(Integer.MAX_VALUE)).isZero();
    }
}
