package io.trainyard.tracker.http;

import io.trainyard.tracker.files.Uploads;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;

/**
 * Writes a body to a file, piece after piece in other threads. The client is not read from while a piece is written: its
 * network waits for this disk, and no more than a piece is in memory.
 */
final class FileReceiver {
    private final HttpServerRequest request;
    private final FileThreads threads;
    private final Uploads.Part part;
    private final Promise<Void> done = Promise.promise();

    private FileReceiver(HttpServerRequest request, FileThreads threads, Uploads.Part part) {
        this.request = request;
        this.threads = threads;
        this.part = part;
    }

    /** Completes when all of a paused request's body is in the file, and fails when that can no more be. */
    static Future<Void> receive(HttpServerRequest request, FileThreads threads, Uploads.Part part) {
        FileReceiver receiver = new FileReceiver(request, threads, part);
        request.handler(receiver::write);
        request.endHandler(ended -> receiver.done.tryComplete());
        request.exceptionHandler(receiver.done::tryFail);
        request.resume();
        return receiver.done.future();
    }

    private void write(Buffer piece) {
        request.pause();
        threads.call(() -> {
                    part.write(ByteBuffer.wrap(piece.getBytes()));
                    return piece.length();
                })
                .onSuccess(written -> request.resume())
                .onFailure(done::tryFail);
    }
}
