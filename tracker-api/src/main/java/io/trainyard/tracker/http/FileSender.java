package io.trainyard.tracker.http;

import io.trainyard.tracker.files.ArtifactStore;
import io.trainyard.tracker.files.ArtifactStore.Content;
import io.trainyard.tracker.files.StoredFile;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends a file of a run, or the part of it that was asked for. What comes from elsewhere is read as fast as the client takes it. */
final class FileSender {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");
    private static final int PIECE = 1 << 17;

    private final FileThreads threads;
    private final ArtifactStore store;

    FileSender(FileThreads threads, ArtifactStore store) {
        this.threads = threads;
        this.store = store;
    }

    /**
     * What is sent of a file.
     *
     * @param whole whether that is all of it
     */
    private record Piece(long offset, long length, boolean whole) {}

    /** Sends the file; {@code sha256} is of its whole content, where it is known. */
    void send(RoutingContext context, StoredFile file, Optional<String> sha256) {
        HttpServerResponse response = context.response();
        Piece piece = wanted(context, file.bytes());
        response.putHeader("Accept-Ranges", "bytes").putHeader("Cache-Control", "no-cache");
        // RFC 9530
        sha256.map(digest -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest)))
                .ifPresent(digest -> response.putHeader("Repr-Digest", "sha-256=:" + digest + ":"));
        if (!piece.whole()) {
            long last = piece.offset() + piece.length() - 1;
            response.setStatusCode(206)
                    // What is compressed on its way has other offsets.
                    .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                    .putHeader("Content-Range", "bytes " + piece.offset() + "-" + last + "/" + file.bytes());
        }
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Long.toString(piece.length()))
                    .end()
                    .onFailure(gone -> {});
            return;
        }
        threads.call(() -> store.open(file, piece.offset(), piece.length()))
                .compose(content -> send(response, content))
                .onFailure(context::fail);
    }

    /** More than one range, or one from the end, may be ignored by RFC 9110, and is. */
    private static Piece wanted(RoutingContext context, long bytes) {
        String range = context.request().getHeader("Range");
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        if (!matcher.matches()) return new Piece(0, bytes, true);
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? bytes - 1 : Math.min(Long.parseLong(matcher.group(2)), bytes - 1);
        if (first >= bytes)
            throw new HttpProblem(
                    416, "The file has " + bytes + " bytes", List.of(), Map.of("Content-Range", "bytes */" + bytes));
        return first > last ? new Piece(0, bytes, true) : new Piece(first, last - first + 1, false);
    }

    private Future<Void> send(HttpServerResponse response, Content content) {
        return switch (content) {
            case Content.OnDisk disk -> response.sendFile(disk.file().toString(), disk.offset(), disk.length());
            case Content.Remote remote -> {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                        .putHeader("Content-Length", Long.toString(remote.length()));
                yield pass(response, remote.bytes(), remote.length())
                        .eventually(() -> threads.call(() -> {
                            remote.bytes().close();
                            return remote;
                        }));
            }
        };
    }

    private Future<Void> pass(HttpServerResponse response, InputStream bytes, long left) {
        if (left == 0) return response.end();
        return threads.call(() -> next(bytes, left))
                // What was written has left when this completes: a client that takes nothing keeps one piece here.
                .compose(piece -> response.write(piece).map(piece.length()))
                .compose(sent -> pass(response, bytes, left - sent));
    }

    private static Buffer next(InputStream bytes, long left) throws IOException {
        byte[] piece = bytes.readNBytes((int) Math.min(PIECE, left));
        if (piece.length == 0) throw new IOException("the file has ended before its end");
        return Buffer.buffer(piece);
    }
}
