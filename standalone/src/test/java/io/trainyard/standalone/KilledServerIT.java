package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.RunStatus;
import io.trainyard.standalone.client.RunView;
import io.trainyard.standalone.client.TrackerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledServerIT {
    private static final int EPOCHS = 30;

    @Test
    @Timeout(300)
    void runOfKilledServerEndsAfterRestartWithEachEpochOnce(@TempDir Path home) throws Exception {
        String experiment;
        try (ServerProcess server = ServerProcess.start(home);
                TrackerClient client = server.client()) {
            experiment = client.queue(new ExperimentSpec("killed", "", 0, List.of(run())))
                    .id();
            ServerProcess.awaitRun(client, experiment, run -> run.epochsCompleted() >= 3);
            List<ProcessHandle> children = server.children();
            assertThat(children).hasSizeGreaterThan(2);
            server.kill();
            // Neither the worker nor PostgreSQL is left behind.
            for (ProcessHandle child : children) assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(30));
        }

        try (ServerProcess server = ServerProcess.start(home);
                TrackerClient client = server.client()) {
            RunView run = ServerProcess.awaitRun(
                    client, experiment, found -> found.status().isTerminal());

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            String history = server.get("/api/v1/reports/comparison.csv?shape=history&runs=" + run.id());
            assertThat(history.lines()
                            .map(line -> line.split(",", -1))
                            .filter(cells -> cells[2].equals("test_accuracy"))
                            .map(cells -> Integer.valueOf(cells[3])))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, EPOCHS).boxed().toList());
        }
    }

    private static RunSpec run() {
        return RunSpec.of("fc", new NetworkSpec.Preset("fc2layer"), new DatasetSpec("synthetic-digits", 20_000, 1_000))
                .optimizer(new OptimizerSpec.Sgd(0.01, 0.5, 0))
                .epochs(EPOCHS)
                .build();
    }
}
