package io.trainyard.tracker.http;

import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.accounts.Logins;
import io.trainyard.tracker.feed.RunFeed;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams of those who had to say who they are: they end within a second or so when their readers may not read any more,
 * whichever tracker was told, and within ten when a session or a token has run out.
 */
final class OpenStreams implements AutoCloseable {
    private static final long TICK_MILLIS = 1000;
    private static final int TICKS_WITHOUT_NEWS = 10;

    private final Vertx vertx;
    private final BoundedThreads threads;
    private final Logins logins;
    private final RunFeed.Subscription subscription;
    private final long timer;
    private final Map<Stream, Caller> streams = new ConcurrentHashMap<>();
    private volatile boolean news;
    private volatile boolean asking;
    private int ticks;

    /** One that can be ended, from any thread. */
    interface Stream {
        void end();
    }

    private OpenStreams(Vertx vertx, BoundedThreads threads, Logins logins, RunFeed feed) {
        this.vertx = vertx;
        this.threads = threads;
        this.logins = logins;
        this.subscription = feed.subscribe(_ -> news = true);
        this.timer = vertx.setPeriodic(TICK_MILLIS, tick -> tick());
    }

    static OpenStreams start(Vertx vertx, BoundedThreads threads, Logins logins, RunFeed feed) {
        return new OpenStreams(vertx, threads, logins, feed);
    }

    void add(Stream stream, Caller reader) {
        if (reader.credential().isEmpty()) return;
        streams.put(stream, reader);
        // It may have been shut out between the question who it is and now.
        news = true;
    }

    void remove(Stream stream) {
        streams.remove(stream);
    }

    private void tick() {
        ticks++;
        if (asking || streams.isEmpty() || (!news && ticks % TICKS_WITHOUT_NEWS != 0)) return;
        news = false;
        asking = true;
        List<Caller> readers = List.copyOf(streams.values());
        threads.call(() -> logins.open(readers)).onComplete(result -> {
            asking = false;
            if (result.failed()) news = true;
            else end(Set.copyOf(readers), result.result());
        });
    }

    /** Those that were asked about; a stream that came meanwhile has its turn with the next question. */
    private void end(Set<Caller> asked, Set<String> open) {
        streams.forEach((stream, reader) -> {
            if (asked.contains(reader) && !open.contains(reader.credential().orElseThrow())) {
                streams.remove(stream);
                stream.end();
            }
        });
    }

    @Override
    public void close() {
        subscription.close();
        vertx.cancelTimer(timer);
    }
}
