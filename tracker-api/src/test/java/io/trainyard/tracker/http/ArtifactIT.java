package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(answer.body()).contains("r/model.ckpt is not in this tracker's folder");
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
