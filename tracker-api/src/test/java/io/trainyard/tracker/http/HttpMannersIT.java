package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for every URL: methods, unknown paths, origins, headers, compression. */
final class HttpMannersIT {
    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void wrongMethodIsAnsweredWithTheRightOnes() throws Exception {
        HttpResponse<String> answer = api.send("PUT", "/api/v1/experiments");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST, GET, HEAD");
    }

    @Test
    void unknownPathIsAProblem() throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void pageOfAnotherOriginCannotPost() throws Exception {
        String body = Bodies.experiment("a", "b");

        assertThat(api.post("/api/v1/experiments", body, "Origin", "https://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.post("/api/v1/experiments", body, "Origin", "null").statusCode())
                .isEqualTo(403);
        assertThat(api.post("/api/v1/experiments", body, "Origin", api.url()).statusCode())
                .isEqualTo(201);
    }

    @Test
    void foreignNameOfThisMachineCannotPost() throws Exception {
        assertThat(raw("POST /api/v1/experiments HTTP/1.1\r\nHost: rebound.example\r\nContent-Length: 0\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("DELETE /api/v1/runs/x HTTP/1.1\r\nHost: rebound.example\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("DELETE /api/v1/runs/x HTTP/1.1\r\nHost: localhost:" + api.port() + "\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void answersCarrySecurityHeaders() throws Exception {
        HttpResponse<String> answer = api.get("/healthz");

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void answersAreCompressedOnRequest() throws Exception {
        assertThat(raw("GET /api/v1/presets HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"))
                .containsIgnoringCase("content-encoding: gzip");
    }

    @Test
    void requestsAreMeasured() throws Exception {
        api.get("/healthz");

        assertThat(api.get("/metrics").body()).contains("vertx_http_server_requests_total", "jvm_memory_used_bytes");
    }

    @Test
    void pathCannotLeaveTheFolderOfPages() throws Exception {
        assertThat(raw("GET /../logback.xml HTTP/1.1\r\nHost: localhost\r\n")).startsWith("HTTP/1.1 404");
        assertThat(raw("GET /%2e%2e/io/trainyard/tracker/http/Routes.class HTTP/1.1\r\nHost: localhost\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void runThatHasEndedCannotBeCancelledAndADeletedOneIsGone() throws Exception {
        String run = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("c", "d"))
                        .body())
                .at("/runs/0/id")
                .textValue();

        assertThat(api.send("POST", "/api/v1/runs/" + run + "/cancel").statusCode())
                .isEqualTo(202);
        assertThat(api.send("POST", "/api/v1/runs/" + run + "/cancel").statusCode())
                .isEqualTo(409);
        assertThat(api.send("DELETE", "/api/v1/runs/" + run).statusCode()).isEqualTo(204);
        assertThat(api.get("/api/v1/runs/" + run).statusCode()).isEqualTo(404);
    }

    private static String raw(String head) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
