package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.testkit.Specs;
import io.trainyard.testkit.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trackers and workers as processes that are killed and stopped. How long it takes until things go on is printed; with
 * {@code -Dtrainyard.faults.rounds=10} everything is done ten times.
 */
@Timeout(900)
class FaultsIT {
    private static final int ROUNDS = Integer.getInteger("trainyard.faults.rounds", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    @TempDir
    private Path directory;

    private final String database = TestServices.freshDatabase();
    private final List<AutoCloseable> processes = new ArrayList<>();
    private final Map<String, MainProcess> workers = new HashMap<>();
    private final List<ServerProcess> trackers = new ArrayList<>();

    @BeforeEach
    void startTrackers() throws Exception {
        tracker("tracker-1");
        tracker("tracker-2");
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable process : processes.reversed()) process.close();
    }

    @Test
    void killedWorkersRunGoesOnElsewhereAndOthersAreTrainedOnce() throws Exception {
        startWorker("worker-1");
        startWorker("worker-2");
        queue(trackers.getFirst(), Specs.run("long", new DatasetSpec("synthetic-digits", 20_000, 1_000), 100_000));
        for (int round = 0; round < ROUNDS; round++) {
            await("SELECT count(*) FROM run JOIN run_progress p ON p.run_id = run.id"
                    + " WHERE name = 'long' AND status = 'running' AND progress <> 'null'");
            String victim = text("SELECT worker FROM attempt WHERE state = 'running'");
            long killed = System.nanoTime();
            Objects.requireNonNull(workers.get(victim)).kill();
            await("SELECT count(*) FROM run JOIN attempt ON attempt.id = run.owner_attempt"
                    + " JOIN run_progress p ON p.run_id = run.id WHERE name = 'long'"
                    + " AND worker <> '" + victim + "' AND progress <> 'null'");
            print("worker killed, training again elsewhere", killed);
            startWorker(victim);
        }

        for (int i = 0; i < 10 * ROUNDS; i++) queue(trackers.getLast(), Specs.run("short"));
        await("SELECT CASE WHEN count(*) = " + 10 * ROUNDS + " THEN 1 ELSE 0 END FROM run"
                + " WHERE name = 'short' AND status = 'completed'");

        System.out.println("deliveries of " + 10 * ROUNDS + " short runs: "
                + text("SELECT sum(attempt_count) FROM run WHERE name = 'short'"));
        assertThat(text("SELECT count(*) FROM run WHERE name = 'short' AND attempt_count > 1"))
                .isEqualTo("0");
        assertThat(text("SELECT count(*) FROM attempt WHERE state = 'superseded'"))
                .isEqualTo("0");
    }

    @Test
    void workerThatIsToldToStopEndsItsEpochAndHandsItsRunBack() throws Exception {
        startWorker("worker-1", "--drain", "60");
        queue(trackers.getFirst(), Specs.run("long", new DatasetSpec("synthetic-digits", 20_000, 1_000), 100_000));
        await("SELECT count(*) FROM run_progress WHERE progress <> 'null'");

        Objects.requireNonNull(workers.get("worker-1")).close();

        await("SELECT count(*) FROM attempt WHERE state = 'released'");
        assertThat(
                        text(
                                "SELECT c.epoch = p.epochs_completed FROM checkpoint c JOIN run_progress p ON p.run_id = c.run_id"))
                .isEqualTo("t");
    }

    @Test
    void stoppedAndKilledLeadersAreSucceeded() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ServerProcess leader =
                    trackers.stream().filter(FaultsIT::leads).findFirst().orElseThrow();
            ServerProcess other = trackers.stream()
                    .filter(tracker -> tracker != leader)
                    .findFirst()
                    .orElseThrow();

            long stopped = System.nanoTime();
            leader.signal("STOP");
            queue(other, Specs.run("stopped-" + round));
            await("SELECT count(*) FROM run WHERE name = 'stopped-" + round + "' AND dispatch_count > 0");
            print("leader stopped, dispatch again", stopped);
            assertThat(other.get("/readyz")).contains("\"dispatcher\":\"ok\"");
            // It leads no more, and shall not again before the test knows.
            leader.kill();
            trackers.remove(leader);
            ServerProcess third = tracker("tracker-" + (3 + 2 * round));

            long killed = System.nanoTime();
            other.kill();
            trackers.remove(other);
            queue(third, Specs.run("killed-" + round));
            await("SELECT count(*) FROM run WHERE name = 'killed-" + round + "' AND dispatch_count > 0");
            print("leader killed, dispatch again", killed);
            // Without workers only so many are handed out.
            text("DELETE FROM run RETURNING id");
            tracker("tracker-" + (4 + 2 * round));
        }
    }

    @Test
    void eventsFlowAgainWhenATrackerIsKilledAndNoHealthyRunIsGivenUp() throws Exception {
        startWorker("worker-1");
        queue(trackers.getFirst(), Specs.run("long", new DatasetSpec("synthetic-digits", 20_000, 1_000), 100_000));
        await("SELECT count(*) FROM run JOIN run_progress p ON p.run_id = run.id"
                + " WHERE status = 'running' AND progress <> 'null'");
        for (int kill = 0; kill < 2 * ROUNDS; kill++) {
            // Each is killed in turn, and so is the one that has read the run's events.
            ServerProcess victim = trackers.removeFirst();
            tracker("successor-" + kill);
            long killed = System.nanoTime();
            victim.kill();
            String before = text("SELECT change FROM run_progress");
            await("SELECT count(*) FROM run_progress WHERE progress <> 'null' AND change > " + before);
            await("SELECT count(*) FROM worker WHERE last_seen_at > clock_timestamp() - interval '2 seconds'");
            print("tracker killed, events flow again", killed);
        }
        assertThat(text("SELECT string_agg(state, ' ') FROM attempt")).isEqualTo("running");
    }

    private static boolean leads(ServerProcess tracker) {
        try {
            return tracker.output().contains("this tracker leads");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess tracker(String name) throws Exception {
        Path folder = Files.createDirectories(directory.resolve(name));
        Path configuration =
                Files.writeString(folder.resolve("my.yaml"), ServerProcess.trackerSettings(database, folder));
        ServerProcess tracker = ServerProcess.tracker(folder, configuration);
        processes.add(tracker);
        trackers.add(tracker);
        return tracker;
    }

    private void startWorker(String name, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("worker", "--server", trackers.getFirst().url(), "--name", name));
        arguments.addAll(List.of(options));
        MainProcess worker = MainProcess.start(
                directory.resolve(name),
                Map.of(
                        "TRAINYARD_WORKER_ARTIFACTS",
                        directory.resolve("artifacts").toString(),
                        "TRAINYARD_WORKER_KAFKA_PROPERTIES_FILE",
                        ServerProcess.kafkaProperties(directory).toString()),
                arguments.toArray(String[]::new));
        workers.put(name, worker);
        processes.add(worker);
        await("SELECT count(*) FROM worker WHERE name = '" + name + "' AND state = 'live'");
    }

    private static void queue(ServerProcess tracker, RunSpec run) throws Exception {
        try (TrackerClient client = tracker.client()) {
            client.queue(new ExperimentSpec(run.name(), "", 0, List.of(run)));
        }
    }

    private void await(String count) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (text(count).equals("0")) {
            if (System.nanoTime() > end) throw new AssertionError("in vain: " + count);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private String text(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static void print(String what, long sinceNanos) {
        System.out.printf("%s after %d ms%n", what, (System.nanoTime() - sinceNanos) / 1_000_000);
    }
}
