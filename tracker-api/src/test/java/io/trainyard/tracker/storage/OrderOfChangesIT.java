package io.trainyard.tracker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunEvent;
import io.trainyard.testkit.Events;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.storage.StreamQueries.Batch;
import io.trainyard.tracker.storage.StreamQueries.Change;
import io.trainyard.tracker.storage.StreamQueries.ChangeKind;
import io.trainyard.tracker.storage.StreamQueries.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What ADR 0004 promises, while two trackers write at the same time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderOfChangesIT {
    private static final int POLLS = 40;
    private static final Watch EVERYTHING = new Watch(true, true, Set.of(), Set.of(), true);

    private final TestTracker tracker = new TestTracker();
    private final Database second = Database.open(tracker.settings, committed -> {});

    @AfterAll
    void close() {
        second.close();
        tracker.close();
    }

    @Test
    void streamMissesNothingAndIsToldNothingTwiceOfTwoTrackers() throws Exception {
        List<Change> told = new ArrayList<>();
        long after = 0;
        List<Events> ofFirst = attempts();
        List<Events> ofSecond = attempts();

        try (ExecutorService trackers = Executors.newFixedThreadPool(2)) {
            List<Future<?>> writers = List.of(
                    trackers.submit(() -> report(tracker.database, ofFirst)),
                    trackers.submit(() -> report(second, ofSecond)));
            boolean more = true;
            while (more) {
                boolean over = writers.stream().allMatch(Future::isDone);
                long from = after;
                // Small batches, so that most of them end within what is there.
                Batch batch = tracker.database.read(tx -> StreamQueries.newer(tx, EVERYTHING, from, 3));
                assertThat(batch.changes())
                        .allMatch(change -> change.number() > from && change.number() <= batch.upTo());
                told.addAll(batch.changes());
                after = batch.upTo();
                more = !over || batch.more();
            }
            for (Future<?> writer : writers) writer.get();
        }

        List<String> points = told.stream()
                .filter(change -> change.kind() == ChangeKind.METRICS)
                .map(change -> change.run() + " " + change.data().at("/points/0/epoch"))
                .toList();
        List<String> reported = Stream.concat(ofFirst.stream(), ofSecond.stream())
                .flatMap(attempt ->
                        Stream.iterate(1, epoch -> epoch + 1).limit(POLLS).map(epoch -> attempt.run() + " " + epoch))
                .toList();
        assertThat(points).containsExactlyInAnyOrderElementsOf(reported);
        for (Events attempt : ofSecond)
            assertThat(told.stream()
                            .filter(change -> change.kind() == ChangeKind.RUN
                                    && change.run().equals(attempt.run().value()))
                            .map(change -> change.data().path("epochsCompleted").intValue())
                            .toList()
                            .getLast())
                    .isEqualTo(POLLS);
    }

    private List<Events> attempts() {
        List<Events> attempts = Stream.generate(() -> Events.attempt(tracker.newRun(), "host"))
                .limit(4)
                .toList();
        attempts.forEach(attempt -> tracker.apply(attempt.started()));
        return attempts;
    }

    private void report(Database database, List<Events> attempts) {
        for (int epoch = 1; epoch <= POLLS; epoch++) {
            List<RunEvent> poll = new ArrayList<>();
            for (Events attempt : attempts) poll.add(attempt.epoch(epoch, 0.5));
            database.inTransaction(tx -> {
                tracker.projector.apply(tx, List.copyOf(poll));
                return poll.size();
            });
        }
    }
}
