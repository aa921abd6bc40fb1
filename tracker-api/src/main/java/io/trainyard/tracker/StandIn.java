package io.trainyard.tracker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers in the tracker's place while it waits for a service that it cannot start without: that it lives, what it waits for,
 * and to everything else that it is not ready.
 */
final class StandIn implements AutoCloseable {
    private final HttpServer server;
    private volatile String missing = "";

    private StandIn(HttpServer server) {
        this.server = server;
    }

    static StandIn start(ListenAddress host, int port) {
        try {
            StandIn standIn = new StandIn(HttpServer.create(new InetSocketAddress(host.address(), port), 0));
            standIn.server.createContext("/", standIn::answer);
            standIn.server.start();
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " of " + host.host() + " cannot be listened on", e);
        }
    }

    void waitsFor(String service) {
        missing = service;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/healthz" -> send(exchange, 200, "application/json", "{\"status\":\"ok\"}");
                case "/readyz" -> send(exchange, 503, "application/json", checks());
                default -> {
                    exchange.getResponseHeaders().add("Retry-After", "5");
                    send(exchange, 503, "application/problem+json", problem());
                }
            }
        }
    }

    private String problem() {
        return """
                {"type":"about:blank","title":"Service Unavailable","status":503,"detail":"The tracker waits for %s"}
                """.formatted(missing);
    }

    /** The same checks as those of {@link Readiness}, as far as the start has come. */
    private String checks() {
        String checks = Stream.of("database", "schema", "events", "dispatcher")
                .map(check -> "\"%s\":\"%s\"".formatted(check, isDone(check) ? "ok" : "failed"))
                .collect(Collectors.joining(","));
        return "{\"status\":\"unavailable\",\"waitsFor\":\"" + missing + "\",\"checks\":{" + checks + "}}";
    }

    private boolean isDone(String check) {
        return missing.equals(StartUp.KAFKA) && (check.equals("database") || check.equals("schema"));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
