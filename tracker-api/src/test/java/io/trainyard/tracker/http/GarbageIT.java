package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody needs goes, and nothing else, however often it is collected. */
final class GarbageIT {
    private final Instant longAgo = Instant.now().minus(Duration.ofDays(2));

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @SuppressWarnings("NullAway.Init")
    private Owner killed;

    @SuppressWarnings("NullAway.Init")
    private Owner owner;

    @BeforeEach
    void leaveGarbage() throws Exception {
        api = TestApi.start(folder);
        killed = Owner.of(api);
        killed.send("checkpoint-000003.safetensors", "old");
        killed.send("model", "never to be finished", 0, 5);
        owner = killed.successor();
        owner.send("checkpoint-000004.safetensors", "4");
        owner.send("checkpoint-000005.safetensors", "5");
        Path unknown = folder.resolve("00000000000000zz/00000000000000a1/model");
        Files.createDirectories(Objects.requireNonNull(unknown.getParent()));
        Files.writeString(unknown, "of no run");
        age();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private List<Path> all() throws Exception {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void age() throws Exception {
        for (Path file : all()) Files.setLastModifiedTime(file, FileTime.from(longAgo));
    }

    private JsonNode collect(boolean dryRun) throws Exception {
        return TestApi.tree(
                api.post("/api/v1/files/collect-garbage?dryRun=" + dryRun, "").body());
    }

    @Test
    void dryRunTellsHowMuchItIsAndDeletesNothing() throws Exception {
        List<Path> before = all();

        JsonNode answer = collect(true);

        assertThat(answer.path("files").asInt()).isEqualTo(3);
        assertThat(answer.path("bytes").asInt()).isEqualTo("old".length() + 5 + "of no run".length());
        assertThat(all()).containsExactlyElementsOf(before);
    }

    @Test
    void whatNobodyNeedsGoesOnce() throws Exception {
        assertThat(collect(false).path("files").asInt()).isEqualTo(3);

        assertThat(all())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("checkpoint-000004.safetensors", "checkpoint-000005.safetensors");
        assertThat(api.json("/api/v1/runs/" + owner.run() + "/files").path("items"))
                .hasSize(2);
        assertThat(collect(false).path("files").asInt()).isZero();
    }
}
