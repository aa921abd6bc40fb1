package io.trainyard.tracker.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunId;
import io.trainyard.testkit.Events;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.KafkaTestClient;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.dispatch.KafkaTopics;
import io.trainyard.tracker.storage.StorageException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunEventLoopIT {
    private final TestTracker tracker = new TestTracker();
    private final KafkaTestClient worker = new KafkaTestClient();

    @BeforeAll
    void createTopics() {
        KafkaTopics.setUp(TestServices.kafka(), Duration.ofSeconds(15));
    }

    @AfterAll
    void close() {
        worker.close();
        tracker.close();
    }

    @Test
    void malformedRecordDoesNotStopTheFlow() throws Exception {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-1");
        try (RunEventLoop loop = startLoop()) {
            worker.send(attempt.started());
            worker.send(run.value(), "garbage".getBytes(UTF_8));
            worker.send(attempt.completed(2));

            KafkaTestClient.await(
                    "the run is completed", () -> tracker.status(run).equals("completed"));

            KafkaTestClient.await("the loop is well", loop::isRunning);
        }
        assertThat(tracker.texts(
                        "SELECT reason FROM quarantine WHERE key = ?",
                        run.value().getBytes(UTF_8)))
                .singleElement()
                .asString()
                .startsWith("is not JSON");
    }

    @Test
    void nextLoopGoesOnWhereTheRowsEnd() throws Exception {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-2");
        worker.send(attempt.started());
        worker.send(attempt.epoch(1, 0.5));
        try (RunEventLoop _ = startLoop()) {
            KafkaTestClient.await("an epoch is stored", () -> epochs(run).equals("1"));
        }
        worker.send(attempt.epoch(2, 0.75));
        worker.send(attempt.completed(2));

        try (RunEventLoop second = startLoop()) {
            KafkaTestClient.await(
                    "the run is completed", () -> tracker.status(run).equals("completed"));
            KafkaTestClient.await("the loop is well", second::isRunning);
        }

        assertThat(epochs(run)).isEqualTo("2");
        assertThat(tracker.text(
                        "SELECT events_received FROM attempt WHERE attempt_id = ?",
                        attempt.id().value()))
                .isEqualTo("4");
    }

    @Test
    void lostDatabaseConnectionsLoseAndRepeatNothing() throws Exception {
        RunId run = tracker.newRun();
        Events attempt = Events.attempt(run, "host-3");
        int epochs = 60;
        try (RunEventLoop loop = startLoop()) {
            worker.send(attempt.started());
            for (int epoch = 1; epoch <= epochs; epoch++) {
                worker.send(attempt.epoch(epoch, 0.5));
                if (epoch % 20 == 0) cutConnections();
            }
            worker.send(attempt.completed(epochs));

            KafkaTestClient.await("the run is completed", () -> isCompleted(run));
            KafkaTestClient.await("the loop is well", loop::isRunning);
        }

        assertThat(tracker.text(
                        "SELECT events_received || ' ' || last_sequence FROM attempt WHERE attempt_id = ?",
                        attempt.id().value()))
                .isEqualTo((epochs + 2) + " " + (epochs + 2));
        assertThat(tracker.text(
                        "SELECT count(*) FROM metric_point JOIN run ON run.id = metric_point.run_id WHERE run.run_id = ?",
                        run.value()))
                .isEqualTo(Integer.toString(2 * epochs));
    }

    /** Like the loop, the test gets connections from the pool that were cut off. */
    private boolean isCompleted(RunId run) {
        try {
            return tracker.status(run).equals("completed");
        } catch (StorageException e) {
            if (e.isOutage()) return false;
            throw e;
        }
    }

    private void cutConnections() throws SQLException {
        try (Connection connection = DriverManager.getConnection(tracker.settings.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    SELECT pg_terminate_backend(pid)
                    FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'trainyard-tracker'
                    """);
        }
    }

    private RunEventLoop startLoop() {
        return RunEventLoop.start(
                TestServices.kafka(), new RunEventLoop.Parts(tracker.database, tracker.offsets, tracker.collector()));
    }

    private String epochs(RunId run) {
        return tracker.text(
                "SELECT COALESCE(max(p.epochs_completed), 0) FROM run r JOIN run_progress p ON p.run_id = r.id WHERE r.run_id = ?",
                run.value());
    }
}
