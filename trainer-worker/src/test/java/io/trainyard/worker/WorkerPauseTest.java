package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerPauseTest {
    private long nanos;
    private final WorkerPause pause = new WorkerPause(() -> nanos);

    @Test
    void healthyWorkerDoesNotPause() {
        assertThat(pause.left()).isZero();
        assertThat(pause.trouble()).isEmpty();
    }

    @Test
    void everyPauseInARowIsTwiceAsLongUpToALimit() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            pause.begin("no data");
            seconds.add(pause.left().toSeconds());
        }

        assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Test
    void pauseIsShortAgainAfterARunThatWentWell() {
        pause.begin("no data");
        pause.begin("no data");
        pause.forget();
        pause.begin("no data");

        assertThat(pause.left()).isEqualTo(WorkerPause.FIRST);
    }

    @Test
    void reasonIsToldWhileThePauseLasts() {
        pause.begin("mnist is missing");
        nanos += Duration.ofSeconds(2).toNanos();

        assertThat(pause.trouble().orElseThrow()).contains("for another 3 s", "mnist is missing");
        nanos += Duration.ofSeconds(3).toNanos();
        assertThat(pause.trouble()).isEmpty();
    }
}
