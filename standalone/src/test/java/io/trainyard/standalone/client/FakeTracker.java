package io.trainyard.standalone.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that gives the answers a test has laid out for each path, in order, and keeps what it was asked. */
public final class FakeTracker implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A request that came in. */
    public record Asked(String method, String target, String lastEventId, String idempotencyKey, String body) {}

    private record Answer(int status, String mediaType, String body) {}

    public FakeTracker() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Lays out the next answer of a path; the last one of a path is given again and again. */
    public FakeTracker on(String path, int status, String mediaType, String body) {
        answers.computeIfAbsent(path, key -> new ConcurrentLinkedQueue<>()).add(new Answer(status, mediaType, body));
        return this;
    }

    public FakeTracker onJson(String path, int status, String body) {
        return on(path, status, "application/json", body);
    }

    /** The request is read and its answer lost. */
    public FakeTracker onLost(String path) {
        return on(path, 0, "", "");
    }

    public FakeTracker onStream(String path, String body) {
        return on(path, 200, "text/event-stream", body);
    }

    public List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    header(exchange, "Last-Event-ID"),
                    header(exchange, "Idempotency-Key"),
                    body));
            Queue<Answer> left = answers.getOrDefault(exchange.getRequestURI().getPath(), new ArrayDeque<>());
            Answer next = left.size() > 1 ? left.poll() : left.peek();
            // No answer at all: the connection ends as when a proxy or the tracker dies.
            if (next != null && next.status() == 0) return;
            write(exchange, next == null ? new Answer(404, "application/json", "{}") : next);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void write(HttpExchange exchange, Answer answer) {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
        try {
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length == 0) return;
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
