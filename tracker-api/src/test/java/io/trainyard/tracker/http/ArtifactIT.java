package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactIT {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @SuppressWarnings("NullAway.Init")
    private String run;

    @BeforeEach
    void start() throws Exception {
        begin(TestApi.start(Files.createDirectory(folder.resolve("artifacts"))));
    }

    private void begin(TestApi started) throws Exception {
        api = started;
        HttpResponse<String> created = api.post("/api/v1/experiments", Bodies.experiment("files", "one"));
        run = TestApi.tree(created.body()).at("/runs/0/id").textValue();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void artifact(String name, String path) {
        api.sql(
                "INSERT INTO artifact (run_id, name, media_type, path, bytes, saved_at) "
                        + "SELECT r.id, ?, 'application/json', ?, 2, now() FROM run r WHERE r.run_id = ?",
                name,
                path,
                run);
    }

    private void artifact(String name, String path, String content) throws Exception {
        artifact(name, path);
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        api.sql("UPDATE artifact SET sha256 = ?, epoch = 3, attempt = 1, bytes = ?", digest, (long) content.length());
        Path file = folder.resolve("artifacts").resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
    }

    private HttpResponse<String> download(String name) throws Exception {
        return api.get("/api/v1/runs/" + run + "/artifacts/" + name);
    }

    @Test
    void fileIsSentAsItIs() throws Exception {
        artifact("ranks.json", "r/ranks.json");
        Files.createDirectory(folder.resolve("artifacts/r"));
        Files.writeString(folder.resolve("artifacts/r/ranks.json"), "{}");

        HttpResponse<String> answer = download("ranks.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"ranks.json\"");
    }

    @Test
    void fileIsSentWithItsDigestAndListedWithWhatItIs() throws Exception {
        artifact("report.json", "r/a/report-1.json", "{}");

        HttpResponse<String> answer = download("report.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Repr-Digest"))
                .hasValue("sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:");
        assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"report.json\"");
        JsonNode listed = TestApi.tree(api.get("/api/v1/runs/" + run).body()).at("/artifacts/0");
        assertThat(listed.path("sha256").asText()).hasSize(64).startsWith("44136fa3");
        assertThat(listed.path("epoch").asInt()).isEqualTo(3);
        assertThat(listed.path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void fileThatIsNotTheOneThatWasReportedIsAConflict() throws Exception {
        artifact("report.json", "r/a/report.json", "{\"a\":1}");
        assertThat(download("report.json").statusCode()).isEqualTo(200);
        Path file = folder.resolve("artifacts/r/a/report.json");

        Files.writeString(file, "{\"a\":2}");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        assertThat(download("report.json").statusCode()).isEqualTo(409);
        assertThat(download("report.json").body()).contains("is not the one that the run has left", "SHA-256");
        Files.writeString(file, "{");
        assertThat(download("report.json").body()).contains("it has 1 bytes and not 7");
    }

    @Test
    void unknownNameIsNotFound() throws Exception {
        assertThat(download("nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void pathOutOfTheFolderIsRefused() throws Exception {
        Files.writeString(folder.resolve("secret"), "secret");
        artifact("secret", "../secret");

        HttpResponse<String> answer = download("secret");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).doesNotContain("\"secret\"");
    }

    @Test
    void fileThatIsGoneIsAConflict() throws Exception {
        artifact("model", "r/model.ckpt");

        HttpResponse<String> answer = download("model");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("r/model.ckpt is not where this tracker keeps artifacts");
    }

    @Test
    void trackerWithoutTheFolderSaysSo() throws Exception {
        api.close();
        begin(TestApi.start());
        artifact("model", "r/model.ckpt");

        HttpResponse<String> answer = download("model");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("setting artifacts");
    }
}
