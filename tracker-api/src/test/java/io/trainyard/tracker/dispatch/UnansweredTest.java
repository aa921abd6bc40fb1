package io.trainyard.tracker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.tracker.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnansweredTest {
    private final TestClock clock = new TestClock();
    private final Optional<Instant> oldest = Optional.of(clock.instant());
    private boolean empty = true;
    private boolean listened = true;
    private int questions;
    private final Unanswered unanswered = new Unanswered(
            () -> {
                questions++;
                return empty;
            },
            time -> listened,
            clock);

    @Test
    void requestIsLostOnceTheQueueWasEmptyAndTheReportsOfThatTimeAreRead() {
        clock.advance(Duration.ofMinutes(1));
        Instant emptySince = clock.instant();

        assertThat(unanswered.lostBefore(oldest)).isEmpty();
        clock.advance(Unanswered.READING_TIME);

        assertThat(unanswered.lostBefore(oldest)).contains(emptySince.minus(Unanswered.YOUNG));
    }

    @Test
    void requestThatLiesInTheQueueIsNotLost() {
        empty = false;
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(unanswered.lostBefore(oldest)).isEmpty();
        }
    }

    @Test
    void queueThatFillsAgainCountsFromItsNextEmptiness() {
        clock.advance(Duration.ofMinutes(1));
        unanswered.lostBefore(oldest);
        empty = false;
        clock.advance(Unanswered.QUESTION_INTERVAL);

        assertThat(unanswered.lostBefore(oldest)).isEmpty();
    }

    @Test
    void nothingIsLostWhileReportsAreUnread() {
        listened = false;
        clock.advance(Duration.ofMinutes(1));
        unanswered.lostBefore(oldest);
        clock.advance(Unanswered.READING_TIME);

        assertThat(unanswered.lostBefore(oldest)).isEmpty();
    }

    @Test
    void kafkaIsNotAskedAboutYoungRequestsNorOftenAboutOldOnes() {
        unanswered.lostBefore(oldest);
        unanswered.lostBefore(Optional.empty());
        assertThat(questions).isZero();

        clock.advance(Unanswered.YOUNG);
        unanswered.lostBefore(oldest);
        unanswered.lostBefore(oldest);
        assertThat(questions).isEqualTo(1);
    }
}
