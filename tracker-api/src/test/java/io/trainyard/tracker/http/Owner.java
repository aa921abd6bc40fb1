package io.trainyard.tracker.http;

import io.trainyard.contract.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An attempt that owns a run, as the worker that trains it stands to the tracker. */
record Owner(TestApi api, String run, String attempt) {
    private static final String BEGIN = """
            WITH begun AS (
                INSERT INTO attempt (attempt_id, run_id, number, worker, device, state, started_at, worker_started_at,
                                     lease_until)
                SELECT ?, id, attempt_count + 1, 'w', 'd', 'running', now(), now(), now()
                FROM run
                WHERE run_id = ?
                RETURNING id, run_id)
            UPDATE run
            SET status = 'running', started_at = now(), owner_attempt = begun.id, attempt_count = attempt_count + 1
            FROM begun
            WHERE run.id = begun.run_id
            """;

    /** Queues a run and lets an attempt own it. */
    static Owner of(TestApi api) throws Exception {
        String run = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("files", "one"))
                        .body())
                .at("/runs/0/id")
                .textValue();
        return new Owner(api, run, "00000000000000a1").begin();
    }

    private Owner begin() {
        api.sql(BEGIN, attempt, run);
        return this;
    }

    /** The attempt that the run goes on with, as after its worker was given up. */
    Owner successor() {
        api.sql("UPDATE attempt SET state = 'lost'");
        return new Owner(api, run, "00000000000000a2").begin();
    }

    String address(String name) {
        return "/api/v1/runs/" + run + "/attempts/" + attempt + "/files/" + name;
    }

    static String digest(String content) {
        byte[] digest = Sha256.of(content.getBytes(StandardCharsets.ISO_8859_1));
        return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
    }

    /** The head of a request that sends a part of a file. */
    String head(String name, String content, int start, int end) {
        return RawHttp.request(
                "PUT",
                address(name),
                "Host: localhost",
                "Repr-Digest: " + digest(content),
                "Content-Range: bytes " + start + "-" + (end - 1) + "/" + content.length(),
                "Content-Length: " + (end - start));
    }

    /** What is answered to a part of a file. */
    String send(String name, String content, int start, int end) {
        return exchange(head(name, content, start, end) + content.substring(start, end));
    }

    String send(String name, String content) {
        return send(name, content, 0, content.length());
    }

    /** What is answered to the question how far a file has come. */
    String ask(String name, String content) {
        return exchange(RawHttp.request(
                "PUT",
                address(name),
                "Host: localhost",
                "Repr-Digest: " + digest(content),
                "Content-Range: bytes */" + content.length(),
                "Content-Length: 0"));
    }

    private String exchange(String request) {
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(request.replace("Host: localhost\r\n", "Host: localhost\r\nConnection: close\r\n"));
            return raw.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
