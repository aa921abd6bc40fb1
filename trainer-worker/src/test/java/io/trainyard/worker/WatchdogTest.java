package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.EventHeader;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.AttemptReleased;
import io.trainyard.contract.RunEvent.RunCancelled;
import io.trainyard.contract.RunId;
import io.trainyard.contract.WorkerName;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.reporting.EventSink;
import io.trainyard.worker.reporting.RunReporter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attempt whose thread is within an operation that takes minutes is over at once when it is told to stop. */
class WatchdogTest {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
    private final Cancellations cancellations = new Cancellations();
    private final Watchdog watchdog = new Watchdog(Duration.ofMinutes(10), () -> {});
    private final CountDownLatch handedBack = new CountDownLatch(1);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void cancelledRunDoesNotWaitForItsThread() throws InterruptedException {
        Attempt attempt = watched();

        cancellations.receive(new RunCommand.CancelRun(RUN));

        assertThat(nextEvent()).isInstanceOf(RunCancelled.class);
        assertThat(handedBack.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(watchdog.attempts()).isEmpty();
        assertThat(watchdog.waitsForThread()).isTrue();
        // The thread comes back.
        assertThat(attempt.stopReason()).contains(StopReason.GIVEN_UP);
        watchdog.ended(attempt);
        assertThat(watchdog.waitsForThread()).isFalse();
    }

    @Test
    void workerThatStopsHandsTheRunBackWithoutItsThread() throws InterruptedException {
        watched();

        cancellations.stopAll();

        assertThat(nextEvent()).isInstanceOf(AttemptReleased.class);
    }

    @Test
    void threadThatAsksEndsItsAttemptItself() throws InterruptedException {
        Attempt attempt = watched();
        cancellations.receive(new RunCommand.CancelRun(RUN));

        // As one that writes its last files does, in many parts.
        for (int i = 0; i < 50; i++) {
            assertThat(attempt.stopReason()).contains(StopReason.CANCELLED);
            TimeUnit.MILLISECONDS.sleep(50);
        }

        assertThat(events).isEmpty();
        assertThat(watchdog.attempts()).containsExactly(ATTEMPT);
    }

    @Test
    void orderToDrainLeavesTheEpochItsTime() throws InterruptedException {
        Attempt attempt = watched();

        cancellations.drain();
        TimeUnit.MILLISECONDS.sleep(2500);

        assertThat(events).isEmpty();
        assertThat(attempt.watch().isGivenUp()).isFalse();
    }

    @Test
    void attemptThatNobodyHasHeardOfEndsWithoutAWord() throws InterruptedException {
        Attempt attempt = watchedFromTheBeginning();

        cancellations.receive(new RunCommand.CancelRun(RUN));
        assertThat(handedBack.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        // The thread comes back from looking for a checkpoint, and would begin.
        attempt.reporter().report(WatchdogTest::started);

        assertThat(events).isEmpty();
    }

    private Attempt watched() {
        Attempt attempt = watchedFromTheBeginning();
        attempt.reporter().report(WatchdogTest::started);
        events.clear();
        return attempt;
    }

    private static RunEvent started(EventHeader header) {
        return new RunEvent.AttemptStarted(header, new WorkerName("w"), "CPU", 0);
    }

    private Attempt watchedFromTheBeginning() {
        EventSink sink = new EventSink() {
            @Override
            public void publish(RunEvent event) {
                events.add(event);
            }

            @Override
            public boolean isCongested() {
                return false;
            }
        };
        RunReporter reporter = new RunReporter(RUN, ATTEMPT, sink, Clock.systemUTC());
        AttemptFolder files = new AttemptFolder(folder, RUN, ATTEMPT);
        Claim claim = Requests.GRANTED;
        Attempt attempt = new Attempt(RUN, ATTEMPT, Requests.spec(1), reporter, files, cancellations, claim);
        watchdog.watch(attempt, Thread.currentThread(), handedBack::countDown);
        return attempt;
    }

    private @Nullable RunEvent nextEvent() throws InterruptedException {
        return events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
