package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.MetricNames;
import io.trainyard.contract.RunEvent.ArtifactSaved;
import io.trainyard.contract.RunEvent.EpochCompleted;
import io.trainyard.contract.RunEvent.RunCompleted;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.WorkerName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineWorkerIT {
    @TempDir
    private Path directory;

    @Test
    void workerTrainsARunWithTheEngine() throws Exception {
        RunRequest request = Requests.ofEpochs(2);
        try (KafkaForWorkers kafka = KafkaForWorkers.start(directory.resolve("kafka"));
                ReportLog log = new ReportLog(kafka)) {
            kafka.lockFor(Duration.ofSeconds(15));
            kafka.request(request);
            Path home = directory.resolve("home");
            WorkerName name = new WorkerName("engine");
            try (Worker _ = Worker.start(WorkerSettings.local(name, kafka.connection(), home))) {
                log.await(request.run(), RunCompleted.class, 1);
            }

            List<EpochCompleted> epochs = log.events(request.run(), EpochCompleted.class);
            assertThat(epochs).hasSize(2);
            assertThat(epochs.getLast().metrics())
                    .containsKeys(MetricNames.of(request.spec()).toArray(String[]::new));
            // A file that grows with every epoch is told of again: the last report is the one that holds.
            Map<String, ArtifactSaved> artifacts = new TreeMap<>();
            log.events(request.run(), ArtifactSaved.class).forEach(saved -> artifacts.put(saved.name(), saved));
            assertThat(artifacts)
                    .containsKeys("model.safetensors", "model.onnx", "test-report.json", "layer-statistics.json");
            assertThat(artifacts.values())
                    .allSatisfy(artifact -> assertThat(home.resolve("artifacts").resolve(artifact.path()))
                            .hasSize(artifact.bytes()));
        }
    }
}
