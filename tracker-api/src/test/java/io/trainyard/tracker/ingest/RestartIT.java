package io.trainyard.tracker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.FailureKind;
import io.trainyard.contract.Restart;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunCommand.PauseAttempt;
import io.trainyard.contract.RunCommand.StopAttempt;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunId;
import io.trainyard.contract.wire.RunCommandCodec;
import io.trainyard.testkit.Events;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.lifecycle.Checkpoints.From;
import io.trainyard.tracker.storage.QueueRepository;
import io.trainyard.tracker.storage.RunMoves.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that are paused, and those that are begun anew after they had ended. */
class RestartIT {
    private final TestTracker tracker = new TestTracker();

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void trainingRunIsPausedWhenItsWorkerHandsItBack() throws Exception {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started());

        assertThat(pause(run)).isEqualTo(Answer.UNDER_WAY);
        assertThat(lastCommand()).isEqualTo(new PauseAttempt(run, attempt.id()));
        assertThat(tracker.status(run)).isEqualTo("running");
        tracker.apply(attempt.released());

        assertThat(tracker.status(run)).isEqualTo("paused");
        assertThat(next()).isEmpty();
        assertThat(resume(run)).isEqualTo(Answer.DONE);
        assertThat(next()).containsExactly(Restart.NONE);
    }

    @Test
    void resumedBeforeItsWorkerHasHandedItBackItWaitsForAnotherOne() {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(attempt.started());
        pause(run);

        assertThat(resume(run)).isEqualTo(Answer.DONE);
        tracker.apply(attempt.released());

        assertThat(tracker.status(run)).isEqualTo("queued");
    }

    @Test
    void workerThatTakesAPausedRunTrainsNothing() throws Exception {
        RunId run = tracker.newRun();
        pause(run);
        Events attempt = Events.attempt(run, "host-1");

        tracker.apply(attempt.started());

        assertThat(lastCommand()).isEqualTo(new StopAttempt(run, attempt.id()));
        assertThat(tracker.status(run)).isEqualTo("paused");
    }

    @Test
    void anotherTryKnowsWhichCheckpointsCount() {
        RunId run = tracker.newRun();
        Events attempt = failedAfterThreeEpochs(run);

        assertThat(retry(run, From.BEST)).isEqualTo(Answer.DONE);
        assertThat(next()).containsExactly(new Restart(1, 2, List.of(attempt.id())));
    }

    @Test
    void newestCheckpointOfARunThatBeganAtTheStartIsOneOfItsOwn() {
        RunId run = tracker.newRun();
        Events first = failedAfterThreeEpochs(run);
        retry(run, From.START);
        tracker.cancel(run);

        retry(run, From.NEWEST);

        assertThat(next()).containsExactly(new Restart(2, 0, List.of(first.id())));
    }

    @Test
    void pointsOfEarlierTriesAreKeptAsWhatDoesNotCount() {
        RunId run = tracker.newRun();
        failedAfterThreeEpochs(run);
        retry(run, From.BEST);
        Events second = Events.attempt(run, "host-2");

        tracker.apply(started(second, 2, 1));

        assertThat(tracker.texts("SELECT DISTINCT epoch FROM metric_point ORDER BY epoch"))
                .containsExactly("1", "2");
        assertThat(tracker.texts("SELECT DISTINCT epoch FROM superseded_point")).containsExactly("3");
        assertThat(tracker.text("SELECT epochs_completed FROM run_progress")).isEqualTo("2");
    }

    @Test
    void extendedRunGoesOnFromItsNewestCheckpointWithMoreEpochs() throws Exception {
        RunId run = tracker.newRun();
        int planned = Integer.parseInt(tracker.text("SELECT epochs FROM run"));
        Events first = Events.attempt(run, "host-1");
        tracker.apply(
                first.started(), first.epoch(1, Map.of("train_loss", 0.5)), first.checkpoint(1), first.completed(1));

        assertThat(extend(run, 3)).isEqualTo(Answer.DONE);

        assertThat(extend(run, 3)).isEqualTo(Answer.WRONG_STATUS);
        assertThat(next()).containsExactly(new Restart(1, 1, List.of(first.id())));
        assertThat(tracker.text("SELECT epochs FROM run")).isEqualTo("4").isNotEqualTo(Integer.toString(planned));
        assertThat(tracker.text("SELECT spec ->> 'extendedAfter' FROM run")).isEqualTo("1");
        assertThat(tracker.text("SELECT value FROM run_parameter v JOIN parameter n ON n.id = v.parameter_id"
                        + " WHERE n.name = 'epochs'"))
                .isEqualTo("4");
        Events second = Events.attempt(run, "host-2");
        tracker.apply(started(second, 1, 1), second.epoch(2, Map.of("train_loss", 0.25)));
        assertThat(tracker.texts("SELECT epoch FROM metric_point ORDER BY epoch"))
                .containsExactly("1", "2");
    }

    @Test
    void attemptOfAnEarlierTryDoesNotGetTheRun() throws Exception {
        RunId run = tracker.newRun();
        failedAfterThreeEpochs(run);
        retry(run, From.START);
        Events late = Events.attempt(run, "host-2");

        tracker.apply(late.resumed(3));

        assertThat(tracker.status(run)).isEqualTo("queued");
        assertThat(lastCommand()).isEqualTo(new StopAttempt(run, late.id()));
    }

    @Test
    void crashesBeforeAnotherTryAreForgiven() {
        RunId run = tracker.newRun();
        for (String worker : List.of("host-1", "host-2")) {
            Events attempt = Events.attempt(run, worker);
            tracker.apply(attempt.started(), attempt.crashed("SIGSEGV"));
        }
        assertThat(tracker.status(run)).isEqualTo("failed");
        retry(run, From.START);
        Events third = Events.attempt(run, "host-3");

        tracker.apply(started(third, 0, 1), third.crashed("SIGSEGV"));

        assertThat(tracker.status(run)).isEqualTo("queued");
    }

    private Events failedAfterThreeEpochs(RunId run) {
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(
                attempt.started(),
                attempt.epoch(1, Map.of("validation_loss", 0.5)),
                attempt.epoch(2, Map.of("validation_loss", 0.25)),
                attempt.epoch(3, Map.of("validation_loss", 0.75)),
                attempt.checkpoint(3),
                attempt.failed(FailureKind.NUMERIC, "loss is not a number"));
        return attempt;
    }

    private static AttemptStarted started(Events attempt, int epoch, int restart) {
        AttemptStarted start = attempt.resumed(epoch);
        return new AttemptStarted(start.header(), start.worker(), start.device(), epoch, restart);
    }

    private Answer pause(RunId run) {
        return tracker.database.inTransaction(tx -> tracker.moves.pause(tx, run));
    }

    private Answer resume(RunId run) {
        return tracker.database.inTransaction(tx -> tracker.moves.resume(tx, run));
    }

    private Answer retry(RunId run, From from) {
        return tracker.database.inTransaction(tx -> tracker.moves.retry(tx, run, from));
    }

    private Answer extend(RunId run, int more) {
        return tracker.database.inTransaction(tx -> tracker.moves.extend(tx, run, more));
    }

    private List<Restart> next() {
        return tracker.database.read(tx -> new QueueRepository().next(tx, 10)).stream()
                .map(waiting -> waiting.request().restart())
                .toList();
    }

    private RunCommand lastCommand() throws Exception {
        byte[] payload = tracker.database
                .read(tx -> tx.first("SELECT payload FROM outbox ORDER BY id DESC LIMIT 1", row -> row.getBytes(1)))
                .orElseThrow();
        return RunCommandCodec.decode(payload);
    }
}
