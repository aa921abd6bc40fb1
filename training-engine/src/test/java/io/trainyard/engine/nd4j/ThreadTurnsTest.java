package io.trainyard.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadTurnsTest {
    private final List<Integer> settings = new CopyOnWriteArrayList<>();
    private final ThreadTurns turns = new ThreadTurns(settings::add, threads -> {});

    @Test
    void sameNumberWorksSideBySide() throws InterruptedException {
        turns.begin(2);

        start(2).join();

        turns.end();
        assertThat(settings).containsExactly(2);
    }

    @Test
    void otherNumberWaitsForTheEnd() throws InterruptedException {
        turns.begin(2);
        Thread other = start(1);
        awaitWaiting(other);
        assertThat(settings).containsExactly(2);

        turns.end();
        other.join();

        assertThat(settings).containsExactly(2, 1);
    }

    @Test
    void nobodyOvertakesTheOneWhoWaits() throws InterruptedException {
        turns.begin(2);
        Thread other = start(1);
        awaitWaiting(other);
        Thread late = start(2);
        awaitWaiting(late);

        turns.end();
        other.join();
        late.join();

        assertThat(settings).containsExactly(2, 1, 2);
    }

    private Thread start(int threads) {
        return Thread.ofPlatform().daemon().start(() -> {
            turns.begin(threads);
            turns.end();
        });
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
    }
}
