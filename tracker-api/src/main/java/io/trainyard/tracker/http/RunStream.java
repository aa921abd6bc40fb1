package io.trainyard.tracker.http;

import io.trainyard.tracker.feed.RunFeed;
import io.trainyard.tracker.storage.StreamQueries;
import io.trainyard.tracker.storage.StreamQueries.Batch;
import io.trainyard.tracker.storage.StreamQueries.Change;
import io.trainyard.tracker.storage.StreamQueries.Scope;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream. All of it runs on the connection's event loop. It holds no events of its own: it remembers the last
 * change that it has sent and reads what is newer whenever the feed wakes it and the client has taken in what it was sent.
 */
final class RunStream {
    private static final Logger LOG = LoggerFactory.getLogger(RunStream.class);
    private static final int BATCH = 500;

    private final Context context;
    private final HttpServerResponse response;
    private final Backend backend;
    private final Scope scope;
    private final StreamTimes times;
    private long sent;
    private boolean reading;
    private boolean wokenWhileReading;
    private boolean stopped;
    private long lastRead = System.nanoTime();
    private long heartbeatTimer;
    private RunFeed.@Nullable Subscription subscription;

    RunStream(
            Context context, HttpServerResponse response, Backend backend, Scope scope, long after, StreamTimes times) {
        this.context = context;
        this.response = response;
        this.backend = backend;
        this.scope = scope;
        this.sent = after;
        this.times = times;
    }

    void start(RunFeed feed, boolean greet) {
        write(greet ? "id: " + sent + "\nevent: hello\ndata: {\"change\":" + sent + "}\n\n" : ": connected\n\n");
        heartbeatTimer = vertx().setPeriodic(times.heartbeat().toMillis(), tick -> beat());
        // Subscribed before the first read, so that no commit falls between the two.
        subscription = feed.subscribe(() -> context.runOnContext(woken -> wake()));
        sendNewer();
    }

    void stop() {
        stopped = true;
        vertx().cancelTimer(heartbeatTimer);
        if (subscription != null) subscription.close();
    }

    private void wake() {
        if (stopped) return;
        wokenWhileReading = true;
        if (!reading) {
            reading = true;
            readWhenDue();
        }
    }

    /** The first commit after a pause is read at once; those of a burst are read together. */
    private void readWhenDue() {
        long wait = times.gather().minusNanos(System.nanoTime() - lastRead).toMillis();
        if (wait <= 0) read();
        else vertx().setTimer(wait, tick -> read());
    }

    private void sendNewer() {
        reading = true;
        read();
    }

    private void read() {
        if (stopped) return;
        wokenWhileReading = false;
        lastRead = System.nanoTime();
        backend.read(tx -> StreamQueries.newer(tx, scope, sent, BATCH))
                .onSuccess(this::send)
                .onFailure(failure -> {
                    // The client connects again by itself and goes on where it was.
                    LOG.atWarn().setCause(failure).log("stream ended: changes could not be read");
                    cutOff();
                });
    }

    private void send(Batch batch) {
        if (stopped) return;
        sent = batch.upTo();
        if (!batch.changes().isEmpty()) write(format(batch));
        whenTakenIn(() -> {
            reading = false;
            if (batch.more()) sendNewer();
            else if (wokenWhileReading) wake();
        });
    }

    /** Only the last event carries the number: a client that is cut off within a batch gets the whole batch again. */
    private static String format(Batch batch) {
        StringBuilder text = new StringBuilder();
        List<Change> changes = batch.changes();
        for (int i = 0; i < changes.size(); i++) {
            if (i == changes.size() - 1)
                text.append("id: ").append(batch.upTo()).append('\n');
            text.append("event: ").append(changes.get(i).event()).append("\ndata: ");
            text.append(new String(Json.bytes(changes.get(i).data()), StandardCharsets.UTF_8));
            text.append("\n\n");
        }
        return text.toString();
    }

    private void whenTakenIn(Runnable next) {
        if (!response.writeQueueFull()) {
            next.run();
            return;
        }
        long cutOff = vertx().setTimer(times.patience().toMillis(), tick -> {
            LOG.atInfo().log("stream cut off: the client takes nothing in");
            cutOff();
        });
        response.drainHandler(drained -> {
            response.drainHandler(null);
            vertx().cancelTimer(cutOff);
            if (!stopped) next.run();
        });
    }

    private void beat() {
        if (!response.writeQueueFull()) write(": keep-alive\n\n");
    }

    private void write(String text) {
        response.write(text).onFailure(gone -> {});
    }

    private void cutOff() {
        if (!response.closed()) response.reset();
    }

    private Vertx vertx() {
        return context.owner();
    }
}
