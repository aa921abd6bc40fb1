package io.trainyard.worker.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import io.trainyard.contract.Sha256;
import io.trainyard.contract.WorkerSecret;
import io.trainyard.contract.validation.InvalidSpecException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The files of runs at a tracker. A transfer that does not get on is given up; what has come stays for the next try. */
public final class TrackerFiles implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A tracker reads a file again before it answers; this is less than any disk reads. */
    private static final long DIGESTED_PER_SECOND = 20 << 20;

    private static final Duration STALL = Duration.ofSeconds(60);

    private final String base;
    private final Optional<WorkerSecret> secret;
    private final Bandwidth bandwidth;
    private final HttpClient http;

    /**
     * The files at a tracker's address, such as {@code http://127.0.0.1:8080}.
     *
     * @param secret of the worker, for a tracker that asks who it is
     */
    public TrackerFiles(URI tracker, Optional<WorkerSecret> secret, Bandwidth bandwidth) {
        this.secret = secret;
        String address = tracker.toString();
        this.base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        this.bandwidth = bandwidth;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /** Where a file is. */
    public record Place(RunId run, AttemptId attempt, String name) {}

    /** A file that the tracker has. */
    public record Remote(AttemptId attempt, String name, long bytes) {}

    /** All files of a run. */
    public List<Remote> list(RunId run) throws IOException, InterruptedException {
        HttpRequest request = request(run + "/files").timeout(PATIENCE).build();
        HttpResponse<String> answer = require(http.send(request, BodyHandlers.ofString()), 200);
        List<Remote> files = new ArrayList<>();
        for (JsonNode item : JSON.readTree(answer.body()).path("items")) {
            try {
                AttemptId attempt = new AttemptId(item.path("attempt").asText());
                files.add(new Remote(
                        attempt, item.path("name").asText(), item.path("bytes").asLong()));
            } catch (InvalidSpecException e) {
                // A folder that is none of an attempt has nothing for us.
            }
        }
        return files;
    }

    /** Deletes a file of an attempt that owns its run. */
    public void delete(Place place) throws IOException, InterruptedException {
        HttpRequest request = at(place).timeout(PATIENCE).DELETE().build();
        require(http.send(request, BodyHandlers.ofString()), 204);
    }

    /**
     * Sends a file, or what the tracker lacks of it, and returns when the tracker has it whole.
     *
     * @param came is told how much of it the tracker had before
     * @param stopped is asked every second or so
     * @throws RefusedTransferException if the tracker does not take it
     */
    void send(Place place, Path file, String sha256, LongConsumer came, BooleanSupplier stopped)
            throws IOException, InterruptedException {
        long bytes = Files.size(file);
        String digest =
                "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":";
        HttpRequest question = at(place)
                .timeout(PATIENCE)
                .header("Repr-Digest", digest)
                .header("Content-Range", "bytes */" + bytes)
                .PUT(BodyPublishers.noBody())
                .build();
        JsonNode standing = standing(http.send(question, BodyHandlers.ofString()));
        if (standing.path("stored").asBoolean()) return;
        long start = standing.path("received").asLong();
        came.accept(start);
        AtomicLong sent = new AtomicLong(start);
        // Also where all has come: the last byte is sent once more, and the file is looked at once more.
        long from = Math.min(start, bytes - 1);
        HttpRequest request = at(place)
                .header("Repr-Digest", digest)
                .header("Content-Range", "bytes " + from + "-" + (bytes - 1) + "/" + bytes)
                .PUT(body(file, from, bytes, sent))
                .build();
        Duration digesting = STALL.plusSeconds(bytes / DIGESTED_PER_SECOND);
        HttpResponse<String> answer = await(
                http.sendAsync(request, BodyHandlers.ofString()),
                sent::get,
                () -> sent.get() < bytes ? STALL : digesting,
                stopped);
        if (!standing(answer).path("stored").asBoolean())
            throw new IOException("the tracker has only a part of the file");
    }

    private BodyPublisher body(Path file, long from, long end, AtomicLong sent) {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> {
                    try {
                        FileChannel channel =
                                FileChannel.open(file, StandardOpenOption.READ).position(from);
                        return new PacedStream(Channels.newInputStream(channel), bandwidth, sent);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                end - from);
    }

    /**
     * Fetches a file, and compares it with its digest where the tracker knows that.
     *
     * @param into a file that does not exist yet, or has the beginning
     * @throws DamagedFileException if it is another one than was sent
     * @throws NoSuchFileException if the tracker does not have it
     */
    void fetch(Place place, Path into) throws IOException, InterruptedException {
        long from = Files.exists(into) ? Files.size(into) : 0;
        HttpRequest.Builder request = at(place);
        if (from > 0) request.header("Range", "bytes=" + from + "-");
        CompletableFuture<HttpResponse<Optional<Path>>> answering = http.sendAsync(
                request.build(),
                head -> head.statusCode() == 200 || head.statusCode() == 206
                        ? HttpResponse.BodySubscribers.mapping(
                                HttpResponse.BodySubscribers.ofFile(
                                        into,
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.WRITE,
                                        head.statusCode() == 206
                                                ? StandardOpenOption.APPEND
                                                : StandardOpenOption.TRUNCATE_EXISTING),
                                Optional::of)
                        : HttpResponse.BodySubscribers.replacing(Optional.empty()));
        HttpResponse<Optional<Path>> answer = await(answering, () -> sizeOf(into), () -> STALL, () -> false);
        if (answer.statusCode() == 404) throw new NoSuchFileException(place.toString());
        // What is here is as long as the whole or longer, and was not found good.
        if (answer.statusCode() == 416) Files.deleteIfExists(into);
        if (answer.body().isEmpty())
            throw new RefusedTransferException(
                    answer.statusCode(), false, "the tracker answers with status " + answer.statusCode());
        requireDigest(answer.headers().firstValue("Repr-Digest"), into);
    }

    private static void requireDigest(Optional<String> header, Path file) throws IOException {
        if (header.isEmpty()) return;
        String found = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Sha256.ofFile(file)));
        if (header.get().contains(":" + found + ":")) return;
        Files.deleteIfExists(file);
        throw new DamagedFileException("its SHA-256 is not the one that it was sent with");
    }

    static long sizeOf(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpRequest.Builder at(Place place) {
        return request(place.run() + "/attempts/" + place.attempt() + "/files/" + place.name());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1/runs/" + path));
        secret.ifPresent(own -> request.header("Authorization", "Bearer " + own.text()));
        return request;
    }

    private static JsonNode standing(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(require(answer, 201, 202).body());
    }

    private static HttpResponse<String> require(HttpResponse<String> answer, int... wanted)
            throws RefusedTransferException {
        for (int status : wanted) if (answer.statusCode() == status) return answer;
        boolean goesOn = answer.headers().firstValue("Upload-Offset").isPresent();
        throw new RefusedTransferException(answer.statusCode(), goesOn, "the tracker answers: " + detail(answer));
    }

    private static String detail(HttpResponse<String> answer) {
        try {
            JsonNode detail = JSON.readTree(answer.body()).path("detail");
            if (detail.isTextual()) return detail.asText();
        } catch (JsonProcessingException e) {
            // Something else than a tracker answers, such as a proxy.
        }
        return "status " + answer.statusCode();
    }

    /** Waits as long as something moves. */
    private static <T> T await(
            CompletableFuture<T> future, LongSupplier progress, Supplier<Duration> patience, BooleanSupplier stopped)
            throws IOException, InterruptedException {
        long seen = progress.getAsLong();
        long since = System.nanoTime();
        while (true) {
            try {
                return future.get(200, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new IOException(causes(e), e);
            } catch (TimeoutException e) {
                long now = progress.getAsLong();
                if (now != seen) since = System.nanoTime();
                seen = now;
                boolean stalled = System.nanoTime() - since > patience.get().toNanos();
                if (!stalled && !stopped.getAsBoolean()) continue;
                future.cancel(true);
                throw new IOException(
                        stalled ? "the tracker does not go on" : "the transfer is not wanted any more", e);
            }
        }
    }

    private static String causes(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause == null) return "the tracker cannot be reached";
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** A file as fast as the bandwidth allows, which counts what it gives out. */
    private static final class PacedStream extends InputStream {
        private static final int PIECE = 1 << 15;

        private final InputStream file;
        private final Bandwidth bandwidth;
        private final AtomicLong sent;

        PacedStream(InputStream file, Bandwidth bandwidth, AtomicLong sent) {
            this.file = file;
            this.bandwidth = bandwidth;
            this.sent = sent;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = file.read(bytes, offset, Math.min(length, PIECE));
            if (read <= 0) return read;
            try {
                TimeUnit.NANOSECONDS.sleep(bandwidth.take(read));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            sent.addAndGet(read);
            return read;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
