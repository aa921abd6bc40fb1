package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunStatus;
import io.trainyard.standalone.client.RunView;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.testkit.Specs;
import io.trainyard.testkit.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tracker and a worker as processes of their own, beside a PostgreSQL and a Kafka that run already. The worker knows no
 * more than the tracker's address.
 */
@Timeout(300)
class PartProcessesIT {
    @TempDir
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static ServerProcess tracker;

    @SuppressWarnings("NullAway.Init")
    private static MainProcess worker;

    @BeforeAll
    static void start() throws Exception {
        Path login = ServerProcess.kafkaProperties(directory);
        Path configuration = Files.writeString(
                directory.resolve("my.yaml"), ServerProcess.trackerSettings(TestServices.freshDatabase(), directory));
        tracker = ServerProcess.tracker(directory.resolve("tracker"), configuration);
        String data = truncatedMnist().toString();
        worker = MainProcess.start(
                directory.resolve("worker"),
                Map.of(
                        "TRAINYARD_WORKER_DOWNLOADS_ALLOWED",
                        "false",
                        "TRAINYARD_WORKER_KAFKA_PROPERTIES_FILE",
                        login.toString()),
                "worker",
                "--server",
                tracker.url(),
                "--name",
                "w-7",
                "--data",
                data);
    }

    @AfterAll
    static void stop() {
        worker.close();
        tracker.close();
    }

    @Test
    void runQueuedAtTheTrackerIsTrainedByTheWorker() throws Exception {
        RunView run = train(Specs.run("linear"));

        assertThat(run.status()).as(worker.output()).isEqualTo(RunStatus.COMPLETED);
        assertThat(tracker.get("/api/v1/workers")).contains("\"name\":\"w-7\"");
        assertThat(directory.resolve("worker/trainyard-data/artifacts")).isNotEmptyDirectory();
    }

    @Test
    void whatAWorkerIsToldHoldsNoSecret() throws Exception {
        assertThat(tracker.get("/api/v1/worker-configuration"))
                .contains("\"kafkaSecured\":true")
                .doesNotContain("password", "jaas");
    }

    @Test
    void workerWithoutALoginSaysWhereItWouldComeFrom() throws Exception {
        try (MainProcess stranger = MainProcess.start(
                directory.resolve("stranger"),
                Map.of("TRAINYARD_HOME", directory.resolve("no-home").toString()),
                "worker",
                "--server",
                tracker.url())) {
            assertThat(stranger.awaitExitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(stranger.output()).contains("wants a login", "kafka_properties_file", "--home");
        }
    }

    @Test
    void truncatedFileOfDataFailsTheRunAndIsNamed() throws Exception {
        RunView run = train(Specs.run("damaged", DatasetSpec.whole("mnist"), 1));

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.failure().orElseThrow()).contains("train-images-idx3-ubyte: is truncated");
        assertThat(tracker.get("/api/v1/runs/" + run.id())).contains("\"kind\":\"data\"");
    }

    @Test
    void settingThatDoesNotExistEndsTheProgramByItsName() throws Exception {
        Path configuration = Files.writeString(directory.resolve("misspelled.yaml"), "prot: 8080");

        try (MainProcess misspelled = MainProcess.start(
                directory.resolve("misspelled"), Map.of(), "tracker", "--config", configuration.toString())) {
            assertThat(misspelled.awaitExitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(misspelled.output()).contains("there is no setting 'prot'; did you mean 'port'");
        }
    }

    @Test
    void workerOfASilentTrackerSaysSoAndEnds() throws Exception {
        try (MainProcess alone =
                MainProcess.start(directory.resolve("alone"), Map.of(), "worker", "--server", "http://127.0.0.1:1")) {
            assertThat(alone.awaitExitCode()).isEqualTo(ExitCodes.FAILED);
            assertThat(alone.output()).contains("no tracker answers at http://127.0.0.1:1");
        }
    }

    private static RunView train(RunSpec spec) throws Exception {
        try (TrackerClient client = tracker.client()) {
            String experiment = client.queue(new ExperimentSpec(spec.name(), "", 0, List.of(spec)))
                    .id();
            return ServerProcess.awaitRun(
                    client, experiment, run -> run.status().isTerminal());
        }
    }

    private static Path truncatedMnist() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("data/mnist"));
        for (String name : List.of(
                "train-images-idx3-ubyte",
                "train-labels-idx1-ubyte",
                "t10k-images-idx3-ubyte",
                "t10k-labels-idx1-ubyte")) Files.write(folder.resolve(name), new byte[100]);
        return directory.resolve("data");
    }
}
