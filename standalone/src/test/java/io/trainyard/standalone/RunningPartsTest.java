package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.standalone.RunningParts.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunningPartsTest {
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final RunningParts parts = new RunningParts(Duration.ofSeconds(30), Duration.ofSeconds(1));

    @Test
    void partsStopInTheOrderOfTheirNeeds() {
        parts.add(Stage.POSTGRES, part("postgres"));
        parts.add(Stage.KAFKA, part("kafka"));
        parts.add(Stage.TRACKER, part("tracker"));
        parts.add(Stage.WORKERS, part("worker"));

        parts.close();

        assertThat(stopped).containsExactly("worker", "tracker", "kafka", "postgres");
    }

    @Test
    void partThatFailsToStopDoesNotKeepTheOthers() {
        parts.add(Stage.TRACKER, () -> {
            throw new IllegalStateException("stuck");
        });
        parts.add(Stage.POSTGRES, part("postgres"));

        parts.close();

        assertThat(stopped).containsExactly("postgres");
    }

    @Test
    void partThatNeverStopsIsLeftBehind() {
        RunningParts impatient = new RunningParts(Duration.ZERO, Duration.ZERO);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch postgresStopped = new CountDownLatch(1);
        impatient.add(Stage.TRACKER, never::await);
        impatient.add(Stage.POSTGRES, postgresStopped::countDown);

        impatient.close();

        assertThat(postgresStopped).satisfies(CountDownLatch::await);
    }

    @Test
    void partThatStartsTooLateIsStoppedAtOnce() {
        parts.close();

        parts.add(Stage.KAFKA, part("kafka"));

        assertThat(stopped).containsExactly("kafka");
    }

    @Test
    void secondCloseDoesNothing() throws InterruptedException {
        parts.add(Stage.KAFKA, part("kafka"));

        parts.close();
        parts.close();
        parts.awaitStop();

        assertThat(stopped).containsExactly("kafka");
    }

    private AutoCloseable part(String name) {
        return () -> stopped.add(name);
    }
}
