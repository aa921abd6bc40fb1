package io.trainyard.worker.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.contract.RunId;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RunReporterTest {
    private static final RunId RUN = new RunId("00000000000000r1");
    private static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");

    private final RecordingSink sink = new RecordingSink();
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final RunReporter reporter = new RunReporter(RUN, ATTEMPT, sink, clock);

    @Test
    void everyEventCarriesRunAttemptAndTime() {
        reporter.report(RunEvent.RunCancelled::new);

        assertThat(sink.events().getFirst().header().run()).isEqualTo(RUN);
        assertThat(sink.events().getFirst().header().attempt()).isEqualTo(ATTEMPT);
        assertThat(sink.events().getFirst().header().at()).isEqualTo(now);
    }

    @Test
    void sequenceCountsFromOneWithoutGaps() {
        reporter.log(LogLevel.INFO, "first");
        reportProgress(1);
        reportProgress(2);
        reporter.report(RunEvent.RunCancelled::new);

        assertThat(sink.sequences()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void eventThatTheDiskRefusesLeavesNoGap() {
        sink.refuses(true);
        assertThatThrownBy(() -> reporter.log(LogLevel.INFO, "lost")).isInstanceOf(UncheckedIOException.class);
        sink.refuses(false);
        reporter.log(LogLevel.INFO, "kept");

        assertThat(sink.sequences()).containsExactly(1L);
    }

    @Test
    void progressIsReportedFourTimesASecondAtMost() {
        for (int step = 0; step < 100; step++) {
            reportProgress(step);
            now = now.plusMillis(10);
        }

        assertThat(sink.events()).hasSize(4);
    }

    @Test
    void progressIsLeftOutWhileTheWayIsCongested() {
        sink.congested(true);
        reportProgress(1);
        reporter.log(LogLevel.INFO, "kept");

        assertThat(sink.events()).hasSize(1).first().isInstanceOf(RunEvent.LogWritten.class);
    }

    @Test
    void progressIsReportedAgainAfterItsInterval() {
        reportProgress(1);
        now = now.plus(Duration.ofMillis(250));
        reportProgress(2);

        assertThat(sink.events()).hasSize(2);
    }

    private void reportProgress(int step) {
        reporter.reportProgress(header -> new RunEvent.EpochProgressed(
                header, 1, step, 100, 0.5, OptionalDouble.empty(), 1000, Optional.empty()));
    }
}
