package io.trainyard.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import io.trainyard.worker.CheckpointFolder.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderIT {
    private static final RunId RUN = new RunId("00000000000000r1");

    @TempDir
    private Path artifacts;

    @Test
    void runWithoutFilesHasNoCheckpoints() throws IOException {
        assertThat(folder().newestFirst()).isEmpty();
    }

    @Test
    void newestTwoCheckpointsAreKept() throws IOException {
        for (int epoch = 8; epoch <= 11; epoch++) save(epoch);

        assertThat(folder().newestFirst()).extracting(Checkpoint::epoch).containsExactly(11, 10);
    }

    @Test
    void pathIsRelativeToTheArtifacts() throws IOException {
        CheckpointFolder.Saved saved = save(3);

        assertThat(saved.path()).isEqualTo("00000000000000r1/checkpoint-000003.safetensors");
        assertThat(artifacts.resolve(saved.path())).hasContent("epoch 3");
        assertThat(saved.bytes()).isEqualTo(7);
    }

    @Test
    void checkpointThatCouldNotBeWrittenLeavesTheOlderOne() throws IOException {
        save(1);

        assertThatThrownBy(() -> folder().saveCheckpoint(2, file -> {
                    Files.writeString(file, "half");
                    throw new IOException("disk is full");
                }))
                .hasMessage("disk is full");
        assertThat(folder().newestFirst()).extracting(Checkpoint::epoch).containsExactly(1);
    }

    @Test
    void modelIsTheNewestCheckpoint() throws IOException {
        save(1);
        save(2);

        assertThat(artifacts.resolve(folder().saveModel().path())).hasContent("epoch 2");
        assertThat(folder().newestFirst()).hasSize(2);
    }

    private CheckpointFolder.Saved save(int epoch) throws IOException {
        return folder().saveCheckpoint(epoch, file -> {
            Files.writeString(file, "epoch " + epoch);
            return Files.size(file);
        });
    }

    private CheckpointFolder folder() {
        return new CheckpointFolder(artifacts, RUN, new AttemptId("00000000000000a1"));
    }
}
