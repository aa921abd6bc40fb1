package io.trainyard.tracker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.tracker.KafkaTestClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SupervisedLoopTest {
    @Test
    void workThatFailsIsBegunAgainAndCounted() {
        AtomicInteger begun = new AtomicInteger();
        try (SupervisedLoop loop = SupervisedLoop.start("test", supervised -> {
            switch (begun.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("a defect");
                case 2 -> throw new StackOverflowError("an error");
                default -> {
                    supervised.succeeded();
                    while (!supervised.isStopping()) supervised.pause(Duration.ofSeconds(10));
                }
            }
        })) {
            KafkaTestClient.await("the work goes on", () -> begun.get() == 3 && loop.isWorking());

            assertThat(loop.restarts()).isEqualTo(2);
        }
    }

    @Test
    void loopThatFailsIsNotWell() {
        try (SupervisedLoop loop = SupervisedLoop.start("test", supervised -> {
            throw new IllegalStateException("a defect");
        })) {
            KafkaTestClient.await("the loop has failed", () -> loop.restarts() > 0);

            assertThat(loop.isWorking()).isFalse();
        }
    }
}
