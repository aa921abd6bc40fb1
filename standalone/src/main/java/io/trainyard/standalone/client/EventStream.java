package io.trainyard.standalone.client;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Reads server-sent events for as long as somebody wants them. A stream that breaks off, or says nothing for longer than
 * the server's keep-alives are apart, is opened again behind the last event that was read, so that none is missed.
 */
public final class EventStream {
    private static final int WAITING_LINES = 1024;
    /** Tells the reader that the connection has ended; no line of a stream holds a line feed. */
    private static final String END = "\n";

    private final HttpClient http;
    private final HttpRequest request;
    private final Patience patience;
    private String lastEventId;

    /**
     * How long to wait.
     *
     * @param reconnectDelay before a connection that broke off is opened again
     * @param silence after which a connection counts as broken
     */
    public record Patience(Duration reconnectDelay, Duration silence) {}

    /**
     * A stream that is not open yet.
     *
     * @param request without what tells the place in the stream
     */
    public EventStream(HttpClient http, HttpRequest request, String lastEventId, Patience patience) {
        this.http = http;
        this.request = request;
        this.lastEventId = lastEventId;
        this.patience = patience;
    }

    /** Hands events over, in order, until the reader wants no more; the reader answers whether it wants another one. */
    public void read(Predicate<ServerEvent> reader) throws InterruptedException, TrackerProblem {
        while (readConnection(reader)) {
            TimeUnit.NANOSECONDS.sleep(patience.reconnectDelay().toNanos());
        }
    }

    /** Reads one connection; answers whether another one is wanted. */
    private boolean readConnection(Predicate<ServerEvent> reader) throws InterruptedException, TrackerProblem {
        HttpRequest here = HttpRequest.newBuilder(request, (name, value) -> true)
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", lastEventId)
                .build();
        try {
            HttpResponse<InputStream> response = http.send(here, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                // Server errors pass, as while a tracker restarts; what it says about the request itself does not.
                if (response.statusCode() / 100 == 4)
                    throw TrackerProblem.of(response.statusCode(), MissingNode.getInstance());
                return response.statusCode() != 200 || readLines(body, reader);
            }
        } catch (IOException e) {
            return true;
        }
    }

    private boolean readLines(InputStream body, Predicate<ServerEvent> reader) throws InterruptedException {
        BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING_LINES);
        Thread.Builder pump = Thread.ofVirtual().name("event-stream");
        Thread pumping = pump.start(() -> pump(body, lines));
        try {
            EventParser parser = new EventParser();
            while (true) {
                String line = lines.poll(patience.silence().toNanos(), TimeUnit.NANOSECONDS);
                if (line == null || line.equals(END)) return true;
                Optional<ServerEvent> event = parser.accept(line);
                if (event.isEmpty()) continue;
                lastEventId = event.get().id().orElse(lastEventId);
                if (!reader.test(event.get())) return false;
            }
        } finally {
            pumping.interrupt();
        }
    }

    /** Moves lines from the connection into the queue: reading has no time limit of its own, but taking from a queue has. */
    private static void pump(InputStream body, BlockingQueue<String> lines) {
        try {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) lines.put(line);
            } catch (IOException e) {
                // The end of the connection, however it came, is what the line below tells.
            }
            lines.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
