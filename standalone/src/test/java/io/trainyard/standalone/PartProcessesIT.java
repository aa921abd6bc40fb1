package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunStatus;
import io.trainyard.standalone.client.RunView;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.testkit.Specs;
import io.trainyard.testkit.TestServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tracker and a worker as processes of their own, beside a PostgreSQL and a Kafka that run already. */
@Timeout(300)
class PartProcessesIT {
    @TempDir
    private Path directory;

    @Test
    void workerThatKnowsOnlyTheTrackersAddressTrainsWhatIsQueuedThere() throws Exception {
        Path configuration = Files.writeString(
                directory.resolve("my.yaml"),
                "database: %s\nkafka: %s\n".formatted(TestServices.freshDatabase(), TestServices.kafka()));
        try (ServerProcess tracker = ServerProcess.tracker(directory.resolve("tracker"), configuration);
                TrackerClient client = tracker.client();
                MainProcess worker = MainProcess.start(
                        directory.resolve("worker"), Map.of(), "worker", "--server", tracker.url(), "--name", "w-7")) {
            String experiment =
                    client.queue(Specs.experiment("parts", "linear")).id();

            RunView run = ServerProcess.awaitRun(
                    client, experiment, found -> found.status().isTerminal());

            assertThat(run.status()).as(worker.output()).isEqualTo(RunStatus.COMPLETED);
            assertThat(tracker.get("/api/v1/workers")).contains("\"name\":\"w-7\"");
            assertThat(directory.resolve("worker/trainyard-data/artifacts")).isNotEmptyDirectory();
        }
    }

    @Test
    void settingThatDoesNotExistEndsTheProgramByItsName() throws Exception {
        Path configuration = Files.writeString(directory.resolve("my.yaml"), "prot: 8080");

        try (MainProcess tracker =
                MainProcess.start(directory, Map.of(), "tracker", "--config", configuration.toString())) {
            assertThat(tracker.awaitExitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(tracker.output()).contains("there is no setting 'prot'; did you mean 'port'");
        }
    }

    @Test
    void workerOfASilentTrackerSaysSoAndEnds() throws Exception {
        try (MainProcess worker = MainProcess.start(directory, Map.of(), "worker", "--server", "http://127.0.0.1:1")) {
            assertThat(worker.awaitExitCode()).isEqualTo(ExitCodes.FAILED);
            assertThat(worker.output()).contains("no tracker answers at http://127.0.0.1:1");
        }
    }
}
