package io.trainyard.tracker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunId;
import io.trainyard.testkit.Events;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.storage.StreamQueries.Change;
import io.trainyard.tracker.storage.StreamQueries.ChangeKind;
import io.trainyard.tracker.storage.StreamQueries.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Points within epochs, from the reports of workers to what a chart is made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepQueriesIT {
    private final TestTracker tracker = new TestTracker();

    @AfterAll
    void close() {
        tracker.close();
    }

    @Test
    void pointsOfAnEpochGrowToOneCurve() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(
                attempt.started(), attempt.measured(1, 40, 10, 10, 1, 0.5), attempt.measured(1, 40, 30, 10, 0.25));
        tracker.apply(attempt.measured(1, 40, 40, 10, Double.NaN), attempt.measured(2, 40, 20, 20, 0.125, 0.0625));

        JsonNode series = history(run, 100);

        assertThat(numbers(series.path("epochs"))).containsExactly(.25, .5, .75, 1.0, 1.5, 2.0);
        assertThat(numbers(series.path("steps"))).containsExactly(10.0, 20.0, 30.0, 40.0, 60.0, 80.0);
        assertThat(series.path("values").toString()).isEqualTo("[1.0,0.5,0.25,null,0.125,0.0625]");
        assertThat(series.has("max")).isFalse();
    }

    @Test
    void reportThatComesTwiceStandsOnce() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        RunEvent started = attempt.started();
        RunEvent first = attempt.measured(1, 40, 10, 10, 1, 0.5);
        RunEvent second = attempt.measured(1, 40, 30, 10, 0.25);
        tracker.apply(started, first, first);
        tracker.apply(second, first);
        tracker.database.inTransaction(tx -> {
            StepRepository.Chunk again =
                    new StepRepository.Chunk(new StepRepository.Key(key(run), "train_loss", 1, 1), true, 40);
            again.add((RunEvent.StepsMeasured) second);
            new StepRepository().append(tx, List.of(again));
            return 0;
        });

        assertThat(numbers(history(run, 100).path("values"))).containsExactly(1.0, .5, .25);
    }

    @Test
    void historyIsWhatEachOwnerContributedAndTheRestIsKept() {
        RunId run = tracker.newRun();
        Events first = Events.attempt(run, "host-1");
        tracker.apply(first.started(), first.measured(1, 20, 20, 1, 1), first.measured(2, 20, 20, 1, 0.75));
        tracker.apply(first.measured(3, 20, 10, 1, 0.5), first.released());
        Events second = Events.attempt(run, "host-2");
        tracker.apply(second.resumed(1), second.measured(2, 20, 10, 10, 0.625, 0.25));
        tracker.apply(first.measured(3, 20, 20, 1, 9));

        assertThat(numbers(history(run, 100).path("epochs"))).containsExactly(1.0, 1.5, 2.0);
        assertThat(numbers(history(run, 100).path("values"))).containsExactly(1.0, .625, .25);
        assertThat(numbers(series(run, 100, OptionalInt.of(1)).path("values"))).containsExactly(1.0, .75, .5, 9.0);
    }

    @Test
    void spikesOfALongCurveReachTheChart() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started());
        for (int epoch = 1; epoch <= 60; epoch++) {
            tracker.apply(attempt.measured(epoch, 30, 10, 10, epoch == 33 ? 999 : epoch, epoch == 34 ? -999 : epoch));
            tracker.apply(attempt.measured(epoch, 30, 30, 10, epoch));
        }

        for (int maxPoints : List.of(1, 7, 50, 100, 179)) {
            JsonNode series = history(run, maxPoints);

            assertThat(series.path("values").size()).as("" + maxPoints).isBetween(maxPoints / 2, maxPoints);
            assertThat(numbers(series.path("max"))).contains(999.0);
            assertThat(numbers(series.path("min"))).contains(-999.0);
            assertThat(numbers(series.path("epochs"))).last().isEqualTo(60.0);
        }
        assertThat(history(run, 180).has("max")).isFalse();
    }

    @Test
    void whoeverHasSeenTheBeginningIsToldTheRest() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started(), attempt.measured(1, 40, 10, 10, 1, 0.5));
        long seen = tracker.database.read(StreamQueries::newest);
        tracker.apply(attempt.measured(1, 40, 30, 10, 0.25));

        assertThat(changes(run, seen))
                .singleElement()
                .satisfies(change -> assertThat(numbers(change.data().at("/series/train_loss/steps")))
                        .containsExactly(30.0));
        assertThat(changes(run, 0))
                .singleElement()
                .satisfies(change -> assertThat(numbers(change.data().at("/series/train_loss/steps")))
                        .containsExactly(10.0, 20.0, 30.0));
    }

    @Test
    void pointsGoWithTheirRun() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started(), attempt.measured(1, 40, 10, 10, 1), attempt.completed(1));
        String count = "SELECT count(*) FROM step_chunk WHERE run_id = " + key(run);
        assertThat(tracker.text(count)).isEqualTo("1");

        tracker.delete(run);

        assertThat(tracker.text(count)).isEqualTo("0");
    }

    private List<Change> changes(RunId run, long after) {
        Watch watch = new Watch(false, false, Set.of(run.value()), Set.of(), false);
        return tracker.database.read(tx -> StreamQueries.newer(tx, watch, after, 100)).changes().stream()
                .filter(change -> change.kind() == ChangeKind.STEPS)
                .toList();
    }

    private long key(RunId run) {
        return Long.parseLong(tracker.text("SELECT id FROM run WHERE run_id = ?", run.value()));
    }

    private JsonNode history(RunId run, int maxPoints) {
        return series(run, maxPoints, OptionalInt.empty());
    }

    private JsonNode series(RunId run, int maxPoints, OptionalInt attempt) {
        return tracker.database
                .read(tx -> StepQueries.series(tx, List.of(run.value()), List.of(), maxPoints, attempt))
                .path(run.value())
                .path("train_loss");
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> values = new ArrayList<>();
        array.forEach(value -> values.add(value.doubleValue()));
        return values;
    }
}
