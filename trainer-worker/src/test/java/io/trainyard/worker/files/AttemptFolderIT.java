package io.trainyard.worker.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptFolderIT {
    private static final RunId RUN = new RunId("00000000000000r1");

    @TempDir
    private Path artifacts;

    private final AttemptId first = new AttemptId("00000000000000a1");
    private final AttemptId second = new AttemptId("00000000000000a2");

    @Test
    void runWithoutFilesHasNoCheckpoints() throws IOException {
        assertThat(of(first).run().checkpoints()).isEmpty();
    }

    @Test
    void newestTwoCheckpointsAndTheBestAreKept() throws IOException {
        for (int epoch = 1; epoch <= 11; epoch++) save(first, epoch, Math.min(epoch, 5));

        assertThat(epochs()).containsExactly(11, 10, 5);
    }

    @Test
    void savedFileTellsItsPathSizeAndDigest() throws IOException {
        SavedFile saved = save(first, 3, 3);

        assertThat(saved)
                .isEqualTo(new SavedFile(
                        "00000000000000r1/00000000000000a1/checkpoint-000003.safetensors",
                        7,
                        "0c6607d9ee4cb83536598549c93b15bd996369145f9548fed24175d9b8cdae9b"));
        assertThat(artifacts.resolve(saved.path())).hasContent("epoch 3");
    }

    @Test
    void checkpointThatCouldNotBeWrittenLeavesTheOlderOneAndNothingElse() throws IOException {
        save(first, 1, 1);

        assertThatThrownBy(() -> of(first).saveCheckpoint(2, 2, file -> {
                    Files.writeString(file, "half");
                    Files.writeString(file.resolveSibling(file.getFileName() + ".tmp"), "half");
                    throw new IOException("disk is full");
                }))
                .hasMessage("disk is full");
        assertThat(names(first)).containsExactly("checkpoint-000001.safetensors");
    }

    @Test
    void modelIsTheCheckpointOfTheEpochThatIsNamed() throws IOException {
        save(first, 1, 1);
        save(first, 2, 1);

        assertThat(artifacts.resolve(of(first).saveModel(1).path())).hasContent("epoch 1");
        assertThat(epochs()).containsExactly(2, 1);
    }

    @Test
    void modelIsNeverTheCheckpointOfAnotherEpoch() throws IOException {
        save(first, 1, 1);

        assertThatThrownBy(() -> of(first).saveModel(2)).isInstanceOf(NoSuchFileException.class);
        assertThat(names(first)).containsExactly("checkpoint-000001.safetensors");
    }

    @Test
    void attemptAtWorkLosesNothingToAnother() throws IOException {
        save(first, 1, 1);
        Files.writeString(artifacts.resolve(RUN + "/" + first + "/unfinished-model.safetensors"), "half");

        for (int epoch = 1; epoch <= 9; epoch++) save(second, epoch, epoch);
        of(second).saveModel(9);

        assertThat(names(first)).containsExactly("checkpoint-000001.safetensors", "unfinished-model.safetensors");
        assertThat(artifacts.resolve(RUN + "/" + first + "/checkpoint-000001.safetensors"))
                .hasContent("epoch 1");
    }

    @Test
    void checkpointsOfAnEndedAttemptGoWhenASuccessorHasItsOwn() throws IOException {
        save(first, 4, 3);
        of(first).end();

        save(second, 5, 5);
        assertThat(epochs()).containsExactly(5, 4);
        save(second, 6, 5);

        assertThat(epochs()).containsExactly(6, 5);
        assertThat(names(first)).containsExactly("ended");
    }

    @Test
    void adoptedCheckpointOutlivesTheAttemptThatWroteIt() throws IOException {
        save(first, 4, 4);
        Checkpoint.InFolder found = of(second).run().checkpoints().getFirst();

        Path adopted = of(second).adopt(found);
        Files.delete(found.file());

        assertThat(adopted).isEqualTo(of(second).checkpoint(4)).hasContent("epoch 4");
    }

    @Test
    void checkpointsOfEarlierVersionsAreFound() throws IOException {
        save(first, 4, 4);
        Files.writeString(artifacts.resolve(RUN.value()).resolve("checkpoint-000009.safetensors"), "epoch 9");

        assertThat(epochs()).containsExactly(9, 4);
    }

    @Test
    void newestAttemptComesFirstAmongEqualEpochs() throws IOException {
        save(second, 4, 4);
        save(first, 4, 4);

        assertThat(of(first).run().checkpoints().getFirst().file())
                .isEqualTo(of(second).checkpoint(4));
    }

    private SavedFile save(AttemptId attempt, int epoch, int best) throws IOException {
        return of(attempt).saveCheckpoint(epoch, best, file -> Files.writeString(file, "epoch " + epoch));
    }

    private List<Integer> epochs() throws IOException {
        return of(first).run().checkpoints().stream().map(Checkpoint::epoch).toList();
    }

    private List<String> names(AttemptId attempt) throws IOException {
        try (Stream<Path> files = Files.list(artifacts.resolve(RUN.value()).resolve(attempt.value()))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private AttemptFolder of(AttemptId attempt) {
        return new AttemptFolder(artifacts, RUN, attempt);
    }
}
