package io.trainyard.tracker.http;

import io.trainyard.tracker.http.EncodedBatch.Encoded;
import io.trainyard.tracker.http.LiveChanges.Link;
import io.trainyard.tracker.storage.StreamQueries;
import io.trainyard.tracker.storage.StreamQueries.Watch;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream. All of it runs on the connection's event loop. It remembers the last change that it has sent, and sends what
 * is newer whenever the client has taken in what it was sent: from the chain that all streams share, or, where it is behind
 * that, from a read of its own. It holds one batch at a time and writes it piece by piece, so that a client that does not read
 * costs little and is cut off after a while; it connects again by itself and goes on where it was.
 */
final class RunStream implements LiveChanges.Reader, OpenStreams.Stream {
    private static final Logger LOG = LoggerFactory.getLogger(RunStream.class);
    private static final LogBudget CUT_OFF = LogBudget.perMinute(10);
    private static final LogBudget FAILURES = LogBudget.perMinute(2);

    private static final int OWN_BATCH = 100;
    private static final int PIECE = 16 * 1024;
    /** Of the response, in bytes that the client has not taken in. */
    private static final int MAX_QUEUED = 32 * 1024;
    /** A stream that is so far behind the shared chain lets go of it, so that the chain's old links can be freed. */
    private static final long MAX_BEHIND = 4L << 20;

    private static final long RETRY_MILLIS = 1000;
    private static final long NO_ROOM_MILLIS = 200;

    /** What all streams share. */
    record Shared(Backend backend, LiveChanges changes, StreamTimes times, AtomicLong ownBytes) {
        /** Of all batches together that streams have read for themselves and not sent yet. */
        private static final long MAX_OWN_BYTES = 64L << 20;

        boolean hasRoom() {
            return ownBytes.get() < MAX_OWN_BYTES;
        }
    }

    private final Context context;
    private final HttpServerResponse response;
    private final Watch watch;
    private final Shared shared;
    private long sent;
    /** The last link that was taken from the chain; null until the chain holds what this stream watches. */
    private @Nullable Link link;

    private List<Encoded> batch = List.of();
    private int next;
    private long batchUpTo;
    private long ownBytes;
    private boolean caughtUp;
    private boolean reading;
    private boolean waiting;
    private boolean stopped;
    private long heartbeatTimer = -1;

    RunStream(Context context, HttpServerResponse response, Watch watch, long after, Shared shared) {
        this.context = context;
        this.response = response;
        this.watch = watch;
        this.sent = after;
        this.batchUpTo = after;
        this.shared = shared;
    }

    void start(boolean greet) {
        response.setWriteQueueMaxSize(MAX_QUEUED);
        write(greet ? "id: " + sent + "\nevent: hello\ndata: {\"change\":" + sent + "}\n\n" : ": connected\n\n");
        heartbeatTimer = vertx().setPeriodic(shared.times().heartbeat().toMillis(), tick -> beat());
        // Joined before the first read, so that no commit falls between the two.
        shared.changes().join(this);
        send();
    }

    void stop() {
        if (stopped) return;
        stopped = true;
        vertx().cancelTimer(heartbeatTimer);
        shared.changes().leave(this);
        endBatch();
    }

    @Override
    public Watch watch() {
        return watch;
    }

    @Override
    public void live(Link from) {
        context.runOnContext(called -> {
            link = from;
            send();
        });
    }

    @Override
    public void grown(Link newest) {
        context.runOnContext(called -> {
            if (link == null) return;
            if (newest.bytes - link.bytes > MAX_BEHIND) {
                link = newest;
                caughtUp = false;
            }
            send();
        });
    }

    private void send() {
        while (!stopped && !waiting && !reading) {
            if (response.writeQueueFull()) waitUntilTakenIn();
            else if (next < batch.size()) writePiece();
            else if (!takeNext()) return;
        }
    }

    /** Goes on to the next batch, if there is one at hand. */
    private boolean takeNext() {
        sent = Math.max(sent, batchUpTo);
        endBatch();
        if (!caughtUp || (link != null && sent < link.batch.upTo())) {
            readOwn();
            return false;
        }
        Link following = link == null ? null : link.next();
        if (following == null) return false;
        link = following;
        begin(following.batch.newer(watch, sent), following.batch.upTo());
        return true;
    }

    private void begin(List<Encoded> changes, long upTo) {
        batch = changes;
        next = 0;
        batchUpTo = upTo;
    }

    private void endBatch() {
        batch = List.of();
        next = 0;
        shared.ownBytes().addAndGet(-ownBytes);
        ownBytes = 0;
    }

    /** Only the last event carries the number: a client that is cut off within a batch gets the whole batch again. */
    private void writePiece() {
        Buffer piece = Buffer.buffer();
        while (next < batch.size() && piece.length() < PIECE) {
            if (next == batch.size() - 1) piece.appendString("id: " + batchUpTo + "\n");
            piece.appendBuffer(batch.get(next++).text());
        }
        response.write(piece).onFailure(gone -> {});
    }

    /** What is older than the chain, or than what the chain had of this stream's runs. */
    private void readOwn() {
        reading = true;
        if (!shared.hasRoom()) {
            again(NO_ROOM_MILLIS);
            return;
        }
        long after = sent;
        shared.backend()
                .heavyThreads()
                .call(() -> EncodedBatch.of(
                        shared.backend().database().read(tx -> StreamQueries.newer(tx, watch, after, OWN_BATCH))))
                .onComplete(result -> {
                    if (result.succeeded()) haveRead(result.result());
                    else {
                        FAILURES.spend(leftOut -> LOG.atWarn()
                                .addKeyValue("leftOut", leftOut)
                                .setCause(result.cause())
                                .log("a stream waits: its changes could not be read"));
                        again(RETRY_MILLIS);
                    }
                });
    }

    private void haveRead(EncodedBatch own) {
        if (stopped) return;
        reading = false;
        caughtUp = !own.more();
        ownBytes = own.bytes();
        shared.ownBytes().addAndGet(ownBytes);
        begin(own.changes(), own.upTo());
        send();
    }

    private void again(long millis) {
        vertx().setTimer(millis, tick -> {
            reading = false;
            send();
        });
    }

    private void waitUntilTakenIn() {
        waiting = true;
        long cutOff = vertx().setTimer(shared.times().patience().toMillis(), tick -> {
            CUT_OFF.spend(leftOut ->
                    LOG.atInfo().addKeyValue("leftOut", leftOut).log("stream cut off: the client takes nothing in"));
            cutOff();
        });
        response.drainHandler(drained -> {
            response.drainHandler(null);
            vertx().cancelTimer(cutOff);
            waiting = false;
            send();
        });
    }

    private void beat() {
        if (!response.writeQueueFull()) write(": keep-alive\n\n");
    }

    private void write(String text) {
        response.write(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8))).onFailure(gone -> {});
    }

    /** Its reader may not read any more. */
    @Override
    public void end() {
        context.runOnContext(called -> cutOff());
    }

    private void cutOff() {
        stop();
        if (!response.closed()) response.reset();
    }

    private Vertx vertx() {
        return context.owner();
    }
}
