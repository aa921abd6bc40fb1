package io.trainyard.worker.transfer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trainyard.contract.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The part of a tracker that takes and gives files, with whatever may go wrong with it. */
public final class FakeFiles implements AutoCloseable {
    private static final String RUNS = "/api/v1/runs/";

    /** Content by {@code run/attempt/name}. */
    public final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

    /** Of files that are not whole. */
    public final Map<String, byte[]> parts = new ConcurrentHashMap<>();

    /** Method and path of each request, in their order. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    /** Answered to everything unless it is 0. */
    private volatile int refusal;
    /** Bytes after which the next upload is cut off. */
    private volatile int cutAfter = Integer.MAX_VALUE;

    public FakeFiles() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(RUNS, this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on everything is refused with this status; with 0 nothing is. */
    public void refuse(int status) {
        refusal = status;
    }

    public void cutNextUploadAfter(int bytes) {
        cutAfter = bytes;
    }

    /** The names of the files that are here. */
    public List<String> names() {
        return files.keySet().stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(RUNS.length());
            requests.add(exchange.getRequestMethod() + " " + path.substring(path.lastIndexOf('/') + 1));
            if (refusal != 0) answer(exchange, refusal, "{\"detail\":\"refused by the test\"}");
            else if (path.endsWith("/files")) list(exchange, path.substring(0, path.indexOf('/')));
            else serve(exchange, path.replace("/attempts/", "/").replace("/files/", "/"));
        }
    }

    private void list(HttpExchange exchange, String run) throws IOException {
        String items = files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(run + "/"))
                .map(file -> {
                    String[] names = file.getKey().split("/", -1);
                    return "{\"attempt\":\"%s\",\"name\":\"%s\",\"bytes\":%d}"
                            .formatted(names[1], names[2], file.getValue().length);
                })
                .collect(Collectors.joining(","));
        answer(exchange, 200, "{\"items\":[" + items + "]}");
    }

    private void serve(HttpExchange exchange, String path) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "DELETE" -> {
                files.remove(path);
                exchange.sendResponseHeaders(204, -1);
            }
            case "GET" -> send(exchange, path);
            default -> receive(exchange, path);
        }
    }

    private void send(HttpExchange exchange, String path) throws IOException {
        byte[] content = files.get(path);
        if (content == null) {
            answer(exchange, 404, "{}");
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
        exchange.getResponseHeaders().add("Repr-Digest", digest(originals.getOrDefault(path, content)));
        exchange.sendResponseHeaders(from == 0 ? 200 : 206, content.length - from);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content, from, content.length - from);
        }
    }

    /** What was sent, of files that are another content now. */
    private final Map<String, byte[]> originals = new ConcurrentHashMap<>();

    /** The content becomes another one than was sent. */
    public void damage(String path) {
        byte[] content = files.get(path);
        if (content == null) throw new IllegalArgumentException("nothing is at " + path);
        originals.put(path, content);
        byte[] other = content.clone();
        other[0] ^= 1;
        files.put(path, other);
    }

    public static String digest(byte[] content) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(Sha256.of(content)) + ":";
    }

    private void receive(HttpExchange exchange, String path) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Content-Range");
        String wanted = exchange.getRequestHeaders().getFirst("Repr-Digest");
        byte[] part = parts.getOrDefault(path + wanted, new byte[0]);
        byte[] stored = files.get(path);
        if (stored != null && digest(stored).equals(wanted)) {
            answer(exchange, 201, "{\"stored\":true,\"received\":" + stored.length + "}");
            return;
        }
        if (range.startsWith("bytes */")) {
            answer(exchange, 202, "{\"stored\":false,\"received\":" + part.length + "}");
            return;
        }
        int start = Integer.parseInt(range.substring("bytes ".length(), range.indexOf('-')));
        int limit = cutAfter;
        cutAfter = Integer.MAX_VALUE;
        byte[] body = exchange.getRequestBody().readNBytes(limit);
        byte[] whole = Arrays.copyOf(part, start + body.length);
        System.arraycopy(body, 0, whole, start, body.length);
        parts.put(path + wanted, whole);
        if (limit != Integer.MAX_VALUE) {
            // As if the network had gone: no answer at all.
            exchange.close();
            return;
        }
        if (!digest(whole).equals(wanted)) {
            parts.remove(path + wanted);
            answer(exchange, 422, "{\"detail\":\"another digest\"}");
            return;
        }
        parts.remove(path + wanted);
        files.put(path, whole);
        answer(exchange, 201, "{\"stored\":true,\"received\":" + whole.length + "}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** The uploads' names in the order in which they came, questions left out. */
    public List<String> sent() {
        List<String> sent = new ArrayList<>();
        for (String request : requests)
            if (request.startsWith("PUT ") && (sent.isEmpty() || !sent.getLast().equals(request.substring(4))))
                sent.add(request.substring(4));
        return sent;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
