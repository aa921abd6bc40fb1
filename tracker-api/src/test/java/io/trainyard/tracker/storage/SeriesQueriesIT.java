package io.trainyard.tracker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunId;
import io.trainyard.testkit.Events;
import io.trainyard.tracker.TestTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Charts of long histories, of which parts are summed up while points arrive. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesQueriesIT {
    private static final String BUCKETS = """
            SELECT width || ' ' || bucket || ' ' || points || ' ' || last || ' ' || last_epoch || ' ' || min || ' ' || max
            FROM metric_bucket
            JOIN run ON run.id = metric_bucket.run_id
            WHERE run.run_id = ?
            ORDER BY width, bucket
            """;

    /** The same, of all points that lie in buckets that are past. */
    private static final String BUCKETS_OF_POINTS = """
            SELECT w.width || ' ' || epoch / w.width || ' ' || count(*) || ' ' || (array_agg(value ORDER BY epoch DESC))[1] || ' '
                   || max(epoch) || ' ' || min(value) || ' ' || max(value)
            FROM metric_point
            JOIN run ON run.id = metric_point.run_id
            JOIN run_metric ON run_metric.run_id = metric_point.run_id AND run_metric.metric_id = metric_point.metric_id
            CROSS JOIN (VALUES (16), (256)) w (width)
            WHERE run.run_id = ? AND epoch < (last_epoch + 1) / w.width * w.width
            GROUP BY w.width, epoch / w.width
            ORDER BY w.width, epoch / w.width
            """;

    private final TestTracker tracker = new TestTracker();

    @AfterAll
    void close() {
        tracker.close();
    }

    @Test
    void spikesOfALongHistoryReachTheChart() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started());
        for (int first = 1; first <= 2000; first += 137) report(attempt, first, Math.min(first + 136, 2000));

        for (int maxPoints : List.of(1, 3, 40, 300, 1999)) {
            JsonNode series = series(run, maxPoints);

            assertThat(series.path("epochs").size()).as("" + maxPoints).isBetween(maxPoints / 2, maxPoints);
            assertThat(doubles(series.path("max"))).contains(9999.0);
            assertThat(doubles(series.path("min"))).contains(-9999.0);
            assertThat(series.path("values")
                            .path(series.path("values").size() - 1)
                            .doubleValue())
                    .isEqualTo(2000.0);
        }
        assertThat(tracker.texts(BUCKETS, run.value()))
                .hasSize(2000 / 16 + 2000 / 256)
                .isEqualTo(tracker.texts(BUCKETS_OF_POINTS, run.value()));
    }

    @Test
    void pointsThatComeLateAreSummedUpToo() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started());
        report(attempt, 20, 40);
        report(attempt, 300, 310);
        report(attempt, 1, 7);
        report(attempt, 305, 320);

        assertThat(tracker.texts(BUCKETS, run.value())).isEqualTo(tracker.texts(BUCKETS_OF_POINTS, run.value()));
    }

    @Test
    void whatAnAttemptReplacesIsSummedUpAnew() {
        RunId run = tracker.newRun();
        Events first = Events.attempt(run, "host-1");
        tracker.apply(first.started());
        report(first, 1, 300);
        tracker.apply(first.released());
        Events second = Events.attempt(run, "host-2");

        tracker.apply(second.resumed(40));

        assertThat(tracker.texts(BUCKETS, run.value()))
                .hasSize(2)
                .isEqualTo(tracker.texts(BUCKETS_OF_POINTS, run.value()));
        report(second, 41, 70);
        assertThat(tracker.texts(BUCKETS, run.value()))
                .hasSize(4)
                .isEqualTo(tracker.texts(BUCKETS_OF_POINTS, run.value()));
        assertThat(doubles(series(run, 2).path("max"))).doesNotContain(9999.0);
    }

    private void report(Events attempt, int first, int last) {
        List<RunEvent> events = new ArrayList<>();
        for (int epoch = first; epoch <= last; epoch++)
            events.add(attempt.epoch(epoch, Map.of("test_loss", value(epoch))));
        tracker.apply(events.toArray(RunEvent[]::new));
    }

    private static double value(int epoch) {
        return switch (epoch) {
            case 133 -> 9999;
            case 777 -> -9999;
            default -> epoch;
        };
    }

    private JsonNode series(RunId run, int maxPoints) {
        return tracker.database
                .read(tx -> SeriesQueries.series(tx, List.of(run.value()), List.of(), maxPoints))
                .path(run.value())
                .path("test_loss");
    }

    private static List<Double> doubles(JsonNode array) {
        List<Double> values = new ArrayList<>();
        array.forEach(value -> values.add(value.doubleValue()));
        return values;
    }
}
