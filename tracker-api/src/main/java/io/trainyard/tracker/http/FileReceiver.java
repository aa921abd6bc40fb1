package io.trainyard.tracker.http;

import io.trainyard.tracker.files.Uploads;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;

/**
 * Writes a body to a file, in other threads. What comes while something is written waits to be written next; when much waits the
 * client is not read from, so that its network waits for this disk. All calls are made by the request's event loop.
 */
final class FileReceiver {
    private static final int MUCH = 1 << 19;

    private final HttpServerRequest request;
    private final FileThreads threads;
    private final Uploads.Part part;
    private final Promise<Void> done = Promise.promise();
    private Buffer waiting = Buffer.buffer();
    private boolean writing;
    private boolean ended;

    private FileReceiver(HttpServerRequest request, FileThreads threads, Uploads.Part part) {
        this.request = request;
        this.threads = threads;
        this.part = part;
    }

    /** Completes when all of a paused request's body is in the file, and fails when that can no more be. */
    static Future<Void> receive(HttpServerRequest request, FileThreads threads, Uploads.Part part) {
        FileReceiver receiver = new FileReceiver(request, threads, part);
        request.handler(receiver::receive);
        request.endHandler(end -> receiver.end());
        request.exceptionHandler(receiver.done::tryFail);
        request.resume();
        return receiver.done.future();
    }

    private void receive(Buffer piece) {
        waiting.appendBuffer(piece);
        if (waiting.length() >= MUCH) request.pause();
        if (!writing) write();
    }

    private void end() {
        ended = true;
        if (!writing) done.tryComplete();
    }

    private void write() {
        byte[] bytes = waiting.getBytes();
        waiting = Buffer.buffer();
        writing = true;
        threads.call(() -> {
                    part.write(ByteBuffer.wrap(bytes));
                    return bytes.length;
                })
                .onSuccess(written -> goOn())
                .onFailure(done::tryFail);
    }

    private void goOn() {
        writing = false;
        if (waiting.length() > 0) write();
        else if (ended) done.tryComplete();
        request.resume();
    }
}
