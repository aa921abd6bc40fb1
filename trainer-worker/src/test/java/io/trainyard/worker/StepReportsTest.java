package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.StepsMeasured;
import io.trainyard.contract.RunId;
import io.trainyard.engine.StepPoint;
import io.trainyard.engine.StepProgress;
import io.trainyard.worker.reporting.EventSink;
import io.trainyard.worker.reporting.RunReporter;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepReportsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final List<RunEvent> sent = new ArrayList<>();
    private Instant now = NOON;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final RunReporter reporter =
            new RunReporter(new RunId("00000000000000r1"), new AttemptId("00000000000000a1"), new Sink(), clock);
    private final StepReports reports = new StepReports(reporter, clock);

    @Test
    void pointsOfASecondAreReportedTogetherAndTheRestAtTheEndOfTheEpoch() {
        reports.add(progress(1, 10, 1));
        reports.add(progress(1, 20, 0.75));
        reports.add(progress(1, 30, 0.5));
        now = now.plusSeconds(1);
        reports.add(progress(1, 40, 0.25));
        reports.add(progress(1, 50, 0.125));

        assertThat(sent)
                .extracting(event -> ((StepsMeasured) event).places())
                .containsExactly(List.of(10), List.of(20, 30, 40), List.of(50));
        StepsMeasured second = (StepsMeasured) sent.get(1);
        assertThat(second.epoch()).isEqualTo(1);
        assertThat(second.steps()).isEqualTo(50);
        assertThat(second.times()).containsExactly(NOON, NOON, NOON.plusSeconds(1));
        assertThat(second.values()).isEqualTo(Map.of("train_loss", List.of(0.75, 0.5, 0.25)));
    }

    @Test
    void pointsOfTwoEpochsAreNotMixed() {
        reports.add(progress(1, 50, 1));
        reports.add(progress(2, 10, 0.5));
        now = now.plusSeconds(1);
        reports.add(progress(2, 20, 0.25));

        assertThat(sent).extracting(event -> ((StepsMeasured) event).epoch()).containsExactly(1, 2);
    }

    @Test
    void nothingIsReportedWhereNothingIsNew() {
        reports.add(new StepProgress(1, 50, 50, 1, OptionalDouble.empty(), 1, List.of()));

        assertThat(sent).isEmpty();
    }

    @Test
    void aReportIsNeverGreaterThanItMayBe() {
        List<StepPoint> many = IntStream.rangeClosed(1, StepsMeasured.MAX_POINTS + 1)
                .mapToObj(step -> new StepPoint(step, Map.of("train_loss", 1.0)))
                .toList();
        reports.add(ofMany(many.subList(0, 1)));
        reports.add(ofMany(many.subList(1, 1000)));

        assertThat(sent).hasSize(1);

        reports.add(ofMany(many.subList(1000, 1001)));

        assertThat(sent)
                .extracting(event -> ((StepsMeasured) event).places().size())
                .containsExactly(1, 1000);
    }

    private static StepProgress ofMany(List<StepPoint> points) {
        return new StepProgress(1, points.getLast().step(), 5000, 1, OptionalDouble.empty(), 1, points);
    }

    private static StepProgress progress(int epoch, int step, double loss) {
        return new StepProgress(
                epoch,
                step,
                50,
                loss,
                OptionalDouble.empty(),
                1,
                List.of(new StepPoint(step, Map.of("train_loss", loss))));
    }

    /** Points are of no passing interest: a way that is congested takes them, too. */
    private final class Sink implements EventSink {
        @Override
        public void publish(RunEvent event) {
            sent.add(event);
        }

        @Override
        public boolean isCongested() {
            return true;
        }
    }
}
