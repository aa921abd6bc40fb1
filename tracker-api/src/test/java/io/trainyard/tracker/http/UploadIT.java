package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.RunId;
import io.trainyard.testkit.SmallDisk;
import io.trainyard.tracker.KafkaTestClient;
import io.trainyard.tracker.files.StoreLimits;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that workers send over HTTP, as workers, networks and attackers do it. */
@Timeout(120)
final class UploadIT {
    private static final String CONTENT = "weights".repeat(1_000);
    private static final int HALF = CONTENT.length() / 2;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @SuppressWarnings("NullAway.Init")
    private Owner owner;

    @BeforeEach
    void start() throws Exception {
        begin(TestApi.start(folder));
    }

    private void begin(TestApi started) throws Exception {
        api = started;
        owner = Owner.of(api);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Path file(Owner of, String name) {
        return folder.resolve(of.run()).resolve(of.attempt()).resolve(name);
    }

    private List<String> unfinished() throws Exception {
        try (var files = Files.walk(folder.resolve("uploads"))) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }

    @Test
    void fileThatWasSentLiesInTheFolderAndCanBeFetchedAgain() throws Exception {
        assertThat(owner.send("model", CONTENT)).startsWith("HTTP/1.1 201").contains("\"stored\":true");

        assertThat(file(owner, "model")).hasContent(CONTENT);
        assertThat(unfinished()).isEmpty();
        HttpResponse<String> fetched = api.get(owner.address("model"));
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.body()).isEqualTo(CONTENT);
        assertThat(fetched.headers().firstValue("Repr-Digest")).hasValue(Owner.digest(CONTENT));
        JsonNode listed = api.json("/api/v1/runs/" + owner.run() + "/files");
        assertThat(listed.at("/items/0/name").asText()).isEqualTo("model");
        assertThat(listed.at("/items/0/attempt").asText()).isEqualTo(owner.attempt());
        assertThat(listed.at("/items/0/bytes").asInt()).isEqualTo(CONTENT.length());
    }

    @Test
    void partOfAFileIsFetched() throws Exception {
        owner.send("model", CONTENT);

        HttpResponse<String> rest = api.get(owner.address("model"), "Range", "bytes=" + HALF + "-");

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(CONTENT.substring(HALF));
        assertThat(rest.headers().firstValue("Content-Range")).hasValue("bytes 3500-6999/7000");
        assertThat(api.get(owner.address("model"), "Range", "bytes=0-0").body()).isEqualTo("w");
        HttpResponse<String> beyond = api.get(owner.address("model"), "Range", "bytes=7000-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).hasValue("bytes */7000");
    }

    @Test
    void uploadThatWasCutOffGoesOnWhereItWas() throws Exception {
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(owner.head("model", CONTENT, 0, CONTENT.length()) + CONTENT.substring(0, HALF));
            KafkaTestClient.await(
                    "what came is written", () -> owner.ask("model", CONTENT).contains("Offset: " + HALF));
        }
        assertThat(file(owner, "model")).doesNotExist();
        assertThat(owner.ask("model", CONTENT)).startsWith("HTTP/1.1 202").contains("Upload-Offset: " + HALF);

        assertThat(owner.send("model", CONTENT, HALF, CONTENT.length())).startsWith("HTTP/1.1 201");

        assertThat(file(owner, "model")).hasContent(CONTENT);
    }

    @Test
    void uploadInPartsGoesOnAtAnotherTracker() throws Exception {
        assertThat(owner.send("model", CONTENT, 0, HALF)).startsWith("HTTP/1.1 202");
        try (TestApi other = TestApi.beside(api, folder)) {
            Owner there = new Owner(other, owner.run(), owner.attempt());

            assertThat(there.send("model", CONTENT, HALF, CONTENT.length())).startsWith("HTTP/1.1 201");
        }

        assertThat(file(owner, "model")).hasContent(CONTENT);
    }

    @Test
    void partThatIsRepeatedChangesNothing() throws Exception {
        owner.send("model", CONTENT, 0, HALF);

        assertThat(owner.send("model", CONTENT, 0, HALF)).contains("Upload-Offset: " + HALF);
        assertThat(owner.send("model", CONTENT, HALF, CONTENT.length())).startsWith("HTTP/1.1 201");
        assertThat(owner.send("model", CONTENT)).startsWith("HTTP/1.1 201");

        assertThat(file(owner, "model")).hasContent(CONTENT);
    }

    @Test
    void partBeyondWhatHasComeIsRefusedAndSaysWhereToGoOn() throws Exception {
        owner.send("model", CONTENT, 0, 10);

        assertThat(owner.send("model", CONTENT, 20, 30))
                .startsWith("HTTP/1.1 409")
                .contains("Upload-Offset: 10", "go on from there");
    }

    @Test
    void contentThatIsNotWhatWasAnnouncedIsNeverSeen() throws Exception {
        String other = CONTENT.replaceFirst("w", "v");

        String answer;
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(owner.head("model", CONTENT, 0, CONTENT.length()) + other);
            answer = raw.readUntil("}");
        }

        assertThat(answer).startsWith("HTTP/1.1 422").contains("SHA-256");
        assertThat(file(owner, "model")).doesNotExist();
        assertThat(owner.ask("model", CONTENT)).contains("Upload-Offset: 0");
        assertThat(owner.send("model", CONTENT)).startsWith("HTTP/1.1 201");
    }

    @Test
    void attemptThatHasLostItsRunChangesNothing() throws Exception {
        owner.send("model", CONTENT);
        owner.send("half", CONTENT + "!", 0, HALF);
        Owner successor = owner.successor();
        successor.send("model", "of the successor");

        assertThat(owner.send("model", "late")).startsWith("HTTP/1.1 409").contains("does not own run");
        assertThat(owner.send("half", CONTENT + "!", HALF, CONTENT.length() + 1))
                .startsWith("HTTP/1.1 409");
        assertThat(api.send("DELETE", owner.address("model")).statusCode()).isEqualTo(409);

        assertThat(file(owner, "model")).hasContent(CONTENT);
        assertThat(file(successor, "model")).hasContent("of the successor");
        assertThat(api.send("DELETE", successor.address("model")).statusCode()).isEqualTo(204);
        assertThat(file(successor, "model")).doesNotExist();
        assertThat(api.json("/api/v1/runs/" + owner.run() + "/files").path("items"))
                .hasSize(1);
    }

    @Test
    void attemptThatLosesItsRunWhileItSendsDoesNotPublish() throws Exception {
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(owner.head("model", CONTENT, 0, CONTENT.length()) + CONTENT.substring(0, HALF));
            KafkaTestClient.await(
                    "what came is written", () -> owner.ask("model", CONTENT).contains("Offset: " + HALF));
            owner.successor();
            raw.send(CONTENT.substring(HALF));

            assertThat(raw.readUntil("}")).startsWith("HTTP/1.1 409");
        }
        assertThat(file(owner, "model")).doesNotExist();
    }

    @Test
    void whatDoesNotExistIsNotFound() throws Exception {
        Owner noAttempt = new Owner(api, owner.run(), "00000000000000zz");
        Owner noRun = new Owner(api, "00000000000000zz", owner.attempt());

        for (Owner nobody : List.of(noAttempt, noRun, new Owner(api, "x", "y"), new Owner(api, owner.run(), "..")))
            assertThat(nobody.send("model", CONTENT)).startsWith("HTTP/1.1 404");
        assertThat(api.get(owner.address("model")).statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/runs/00000000000000zz/files").statusCode()).isEqualTo(404);
    }

    @Test
    void namesThatMeanSomethingToAFileSystemAreRefused() throws Exception {
        Files.writeString(folder.resolve("secret"), "secret");
        for (String name : List.of(
                "..%2F..%2F..%2Fsecret",
                "%2Fetc%2Fpasswd", ".hidden", "..", "a%5Cb", "a%20b", "%C3%A9", "a".repeat(201))) {
            assertThat(owner.send(name, CONTENT)).as(name).matches("(?s)HTTP/1.1 (400|404|405).*");
            assertThat(api.get(owner.address(name)).body()).as(name).doesNotContain("\"secret\"");
        }
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(folder.resolve("secret"));
        }
    }

    @Test
    void linksOutOfTheFolderAreNotFollowed(@TempDir Path outside) throws Exception {
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve(owner.run()), outside);
        Files.createDirectory(outside.resolve(owner.attempt()));
        Files.writeString(outside.resolve(owner.attempt()).resolve("model"), "secret");

        assertThat(owner.send("stolen", CONTENT)).doesNotStartWith("HTTP/1.1 201");
        assertThat(api.get(owner.address("model")).statusCode()).isEqualTo(404);

        assertThat(outside.resolve(owner.attempt()).resolve("stolen")).doesNotExist();
    }

    @Test
    void headsThatContradictThemselvesAreRefused() throws Exception {
        for (String range :
                List.of("bytes 0-10/5", "bytes 5-4/10", "bytes 0-9/10", "0-1/2", "bytes */*", "bytes -1-2/3"))
            assertThat(put("Content-Range: " + range, "Repr-Digest: " + Owner.digest(CONTENT), "Content-Length: 3"))
                    .as(range)
                    .startsWith("HTTP/1.1 400")
                    .contains("Content-Range");
        assertThat(put("Content-Length: 3")).startsWith("HTTP/1.1 400").contains("Repr-Digest");
        assertThat(put("Repr-Digest: sha-256=:AAAA:", "Content-Length: 3")).startsWith("HTTP/1.1 400");
        assertThat(put("Repr-Digest: " + Owner.digest(CONTENT), "Transfer-Encoding: chunked"))
                .startsWith("HTTP/1.1 411");
        assertThat(put("Repr-Digest: " + Owner.digest(""), "Content-Length: 0")).startsWith("HTTP/1.1 400");
    }

    private String put(String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        all[0] = "Host: localhost";
        all[1] = "Connection: close";
        System.arraycopy(headers, 0, all, 2, headers.length);
        String body = List.of(headers).contains("Content-Length: 3") ? "abc" : "";
        return RawHttp.exchange(api.port(), RawHttp.request("PUT", owner.address("model"), all) + body);
    }

    @Test
    void clientThatIsRefusedAndGoesOnSendingIsCutOff() throws Exception {
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(owner.head("model", CONTENT, 10, CONTENT.length()) + "we");

            assertThat(raw.readAll()).startsWith("HTTP/1.1 409");
        }
    }

    @Test
    void moreThanWasAnnouncedIsNotTaken() throws Exception {
        String answer = RawHttp.exchange(
                api.port(),
                RawHttp.request(
                                "PUT",
                                owner.address("model"),
                                "Host: localhost",
                                "Connection: close",
                                "Repr-Digest: " + Owner.digest(CONTENT),
                                "Content-Range: bytes 0-9/10",
                                "Transfer-Encoding: chunked")
                        + "14\r\n" + "x".repeat(20) + "\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("more than was announced");
        assertThat(file(owner, "model")).doesNotExist();
    }

    @Test
    void filesAndRunsHaveTheirMost() throws Exception {
        String mebibyte = "x".repeat(1 << 20);

        assertThat(owner.ask("model", mebibyte + "x"))
                .startsWith("HTTP/1.1 413")
                .contains("artifact_max_file_mebibytes");
        for (String each : List.of("a", "b"))
            assertThat(owner.send(each, each + mebibyte.substring(1))).startsWith("HTTP/1.1 201");
        assertThat(owner.send("c", "c" + mebibyte.substring(1), 0, 1000)).startsWith("HTTP/1.1 202");
        assertThat(owner.ask("d", "d" + mebibyte.substring(1)))
                .startsWith("HTTP/1.1 413")
                .contains("artifact_max_run_mebibytes");
    }

    @Test
    void diskIsNotFilledBeyondWhatStaysFree() throws Exception {
        api.close();
        begin(TestApi.start(folder, new StoreLimits(1 << 20, 1 << 20, Long.MAX_VALUE / 2)));

        assertThat(owner.ask("model", CONTENT)).startsWith("HTTP/1.1 507").contains("no room", "delete runs");
    }

    @Test
    void diskThatFillsWhileAFileComesIsSaidAndWhatCameIsKept() throws Exception {
        String large = "y".repeat(200_000);
        try (SmallDisk disk = SmallDisk.mount(256)) {
            api.close();
            begin(TestApi.start(disk.directory(), new StoreLimits(1 << 20, 1 << 20, 0)));
            String answer;
            try (RawHttp raw = new RawHttp(api.port())) {
                raw.send(owner.head("model", large, 0, large.length()) + large.substring(0, 50_000));
                KafkaTestClient.await(
                        "that is written", () -> owner.ask("model", large).contains("Offset: 50000"));
                disk.fill();
                raw.send(large.substring(50_000, 150_000));
                answer = raw.readUntil("}");
            }

            assertThat(answer).startsWith("HTTP/1.1 507").contains("disk is full");
            assertThat(owner.ask("model", large)).startsWith("HTTP/1.1 507");
            disk.empty();
            assertThat(owner.ask("model", large)).startsWith("HTTP/1.1 202");
            assertThat(owner.send("model", large)).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void fileThatIsSentOnceMoreTakesThePlaceOfItsFormerConnection() throws Exception {
        try (RawHttp former = new RawHttp(api.port())) {
            former.send(owner.head("model", CONTENT, 0, CONTENT.length()) + CONTENT.substring(0, HALF));
            KafkaTestClient.await(
                    "what came is written", () -> owner.ask("model", CONTENT).contains("Offset: " + HALF));

            assertThat(owner.send("model", CONTENT, HALF, CONTENT.length())).startsWith("HTTP/1.1 201");
            former.send(CONTENT.substring(HALF));
            assertThat(former.readUntil("}")).startsWith("HTTP/1.1 409").contains("another connection");
        }
        assertThat(file(owner, "model")).hasContent(CONTENT);
    }

    @Test
    void contentThatTheRunHasAlreadyIsNotSentAgain() throws Exception {
        owner.send("checkpoint", CONTENT);
        Owner successor = owner.successor();

        assertThat(successor.ask("model", CONTENT)).startsWith("HTTP/1.1 201");

        assertThat(file(successor, "model")).hasContent(CONTENT);
        successor.send("model", "another");
        assertThat(file(owner, "checkpoint")).hasContent(CONTENT);
    }

    @Test
    void uploadMayTakeAsLongAsItGetsOn() throws Exception {
        api.close();
        Duration brief = Duration.ofMillis(500);
        begin(TestApi.start(
                folder,
                new HttpApi.Times(
                        StreamTimes.DEFAULT,
                        new ConnectionTimes(Duration.ofSeconds(20), brief, Duration.ofSeconds(20), brief))));
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(owner.head("model", CONTENT, 0, CONTENT.length()));
            for (int sent = 0; sent < CONTENT.length(); sent += 1_000) {
                raw.send(CONTENT.substring(sent, sent + 1_000));
                TimeUnit.MILLISECONDS.sleep(200);
            }
            assertThat(raw.readUntil("}")).startsWith("HTTP/1.1 201");
        }
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(owner.head("other", CONTENT + "!", 0, HALF) + "we");

            assertThat(raw.readAll()).startsWith("HTTP/1.1 408");
        }
        KafkaTestClient.await(
                "what came stays", () -> owner.ask("other", CONTENT + "!").contains("Offset: 2"));
    }

    @Test
    void placesOfClientsThatVanishAreFreeAgain() throws Exception {
        for (int round = 0; round < 3; round++)
            for (int i = 0; i < 30; i++)
                try (RawHttp raw = new RawHttp(api.port())) {
                    raw.send(owner.head("model-" + i, CONTENT, 0, CONTENT.length()) + "we");
                }
        KafkaTestClient.await(
                "a place is free", () -> owner.send("model", CONTENT).startsWith("HTTP/1.1 201"));
    }

    @Test
    void filesGoWithTheirRun() throws Exception {
        owner.send("model", CONTENT);
        owner.send("half", CONTENT + "!", 0, HALF);

        TestApi.files(api.database, folder).deleteRun(new RunId(owner.run()));

        assertThat(unfinished()).isEmpty();
        assertThat(folder.resolve(owner.run())).doesNotExist();
    }
}
