package io.trainyard.tracker.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.RunStatus;
import io.trainyard.tracker.storage.FileReferences.OfRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GarbageTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(2));

    private final List<StoredFile> files = new ArrayList<>();

    private void checkpoints(String attempt, int... epochs) {
        for (int epoch : epochs) file(attempt, "checkpoint-%06d.safetensors".formatted(epoch));
    }

    private void file(String attempt, String name) {
        files.add(new StoredFile("r/" + attempt + "/" + name, 10, OLD));
    }

    private List<String> garbage(int every, OfRun run) {
        return new Garbage(every)
                .of(Optional.of(run), files, NOW).stream()
                        .map(file -> file.path().replaceAll("r/|checkpoint-0*|.safetensors", ""))
                        .toList();
    }

    private static OfRun trainedBy(String owner) {
        return new OfRun(RunStatus.RUNNING, Optional.of(owner), Optional.of("r/" + owner + "/x"), Set.of("r/a1/model"));
    }

    private static OfRun ended(String lastCheckpoint) {
        return new OfRun(
                RunStatus.COMPLETED, Optional.empty(), Optional.of("r/" + lastCheckpoint), Set.of("r/a2/model"));
    }

    private static OfRun queued() {
        return new OfRun(RunStatus.QUEUED, Optional.empty(), Optional.empty(), Set.of());
    }

    @Test
    void checkpointsOfAKilledAttemptAreNeededUntilItsSuccessorHasTwo() {
        checkpoints("a1", 3, 4);
        checkpoints("a2", 4);
        assertThat(garbage(0, trainedBy("a2"))).isEmpty();

        checkpoints("a2", 5);

        assertThat(garbage(0, trainedBy("a2"))).containsExactly("a1/3", "a1/4");
    }

    @Test
    void nothingOfTheOwnerIsGarbage() {
        checkpoints("a2", 1, 2, 3, 4);
        file("a2", "unfinished-model");
        file("a2", "anything");

        assertThat(garbage(0, trainedBy("a2"))).isEmpty();
    }

    @Test
    void checkpointsOfARunThatWaitsAreNeeded() {
        checkpoints("a1", 1, 2, 3);

        assertThat(garbage(0, queued())).isEmpty();
    }

    @Test
    void whatTheRunLeavesIsNeeded() {
        file("a1", "model");
        file("a1", "layer-statistics-000003.json");

        assertThat(garbage(0, trainedBy("a2"))).containsExactly("a1/layer-statistics-000003.json");
    }

    @Test
    void ofARunThatHasEndedTheLastAttemptsCheckpointsStay() {
        checkpoints("a1", 3, 4);
        checkpoints("a2", 5, 9, 10);
        file("a2", "model");
        file("a2", "ended");

        assertThat(garbage(0, ended("a2/checkpoint-000010.safetensors"))).containsExactly("a1/3", "a1/4", "a2/ended");
    }

    @Test
    void everySoManyEpochsACheckpointStays() {
        checkpoints("a1", 5, 8, 10);

        assertThat(garbage(5, ended("a2/checkpoint-000010.safetensors"))).containsExactly("a1/8");
    }

    @Test
    void whatHasJustComeMayNotHaveBeenReportedYet() {
        files.add(new StoredFile("r/a1/new", 10, NOW.minus(Duration.ofMinutes(59))));

        assertThat(garbage(0, ended("a2/x"))).isEmpty();
    }

    @Test
    void runThatIsNotKnownHasADay() {
        files.add(new StoredFile("r/a1/young", 10, NOW.minus(Duration.ofHours(23))));
        file("a1", "old");

        assertThat(new Garbage(5).of(Optional.empty(), files, NOW))
                .extracting(StoredFile::path)
                .containsExactly("r/a1/old");
    }
}
