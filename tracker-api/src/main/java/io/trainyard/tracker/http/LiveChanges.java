package io.trainyard.tracker.http;

import io.trainyard.tracker.feed.RunFeed;
import io.trainyard.tracker.storage.StreamQueries;
import io.trainyard.tracker.storage.StreamQueries.Watch;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One read of the database for all streams: whenever something was committed, what any of them watches is read once, written
 * as text once, and appended to a chain from which each stream takes what is its own. All of it runs on one event loop.
 *
 * <p>A stream may take from the chain what was read since the read that first asked for what it watches: {@link Reader#live}
 * names the link from which on that holds. What is older it reads for itself.
 */
final class LiveChanges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveChanges.class);
    private static final int BATCH = 500;
    private static final long RETRY_MILLIS = 1000;

    private final LogBudget failures = LogBudget.perMinute(2);
    private final Context context;
    private final Backend backend;
    private final StreamTimes times;
    private final Set<Reader> readers = new HashSet<>();
    private final Set<Reader> joining = new HashSet<>();
    private RunFeed.@Nullable Subscription subscription;
    /** The newest link; null while nobody reads. */
    private @Nullable Link newest;

    private boolean reading;
    private boolean wokenWhileReading;
    private long lastRead = System.nanoTime();

    LiveChanges(Context context, Backend backend, StreamTimes times) {
        this.context = context;
        this.backend = backend;
        this.times = times;
    }

    /** A stream. Both methods are called on this object's event loop, and pass on what they are told. */
    interface Reader {
        Watch watch();

        /** From this link on the chain holds all that the reader watches. */
        void live(Link from);

        /** The chain has grown, and this is its end. */
        void grown(Link newest);
    }

    /**
     * What one read has found, up to a change up to which everything is known that the readers of the time watched.
     */
    static final class Link {
        final EncodedBatch batch;
        /** Of all links so far, this one included. */
        final long bytes;

        private volatile @Nullable Link next;

        private Link(EncodedBatch batch, long bytes) {
            this.batch = batch;
            this.bytes = bytes;
        }

        @Nullable
        Link next() {
            return next;
        }
    }

    void listen(RunFeed feed) {
        subscription = feed.subscribe(runs -> context.runOnContext(woken -> {
            // A sign of life of some worker, every second or so of each, is nothing to those that look at runs.
            if (runs || isWatched(Watch::workers)) wake();
        }));
    }

    void join(Reader reader) {
        context.runOnContext(called -> {
            joining.add(reader);
            wake();
        });
    }

    void leave(Reader reader) {
        context.runOnContext(called -> {
            joining.remove(reader);
            readers.remove(reader);
            // What is committed while nobody looks is not kept: the next reader starts a new chain.
            if (readers.isEmpty() && joining.isEmpty()) newest = null;
        });
    }

    private boolean isWatched(Predicate<Watch> part) {
        return Stream.concat(readers.stream(), joining.stream())
                .map(Reader::watch)
                .anyMatch(part);
    }

    private void wake() {
        wokenWhileReading = true;
        if (reading) return;
        if (readers.isEmpty() && joining.isEmpty()) return;
        reading = true;
        readWhenDue();
    }

    /** The first commit after a pause is read at once; those of a burst are read together. */
    private void readWhenDue() {
        long wait = times.gather().minusNanos(System.nanoTime() - lastRead).toMillis();
        if (wait <= 0) read();
        else later(wait, this::read);
    }

    private void read() {
        wokenWhileReading = false;
        lastRead = System.nanoTime();
        Link end = newest;
        if (end == null) begin();
        else goOn(end);
    }

    private void begin() {
        backend.read(StreamQueries::newest).onComplete(result -> {
            if (result.failed()) retry(result.cause());
            else {
                newest = new Link(new EncodedBatch(List.of(), result.result(), false), 0);
                read();
            }
        });
    }

    private void goOn(Link end) {
        for (Reader reader : joining) {
            readers.add(reader);
            reader.live(end);
        }
        joining.clear();
        Watch all = Watch.union(readers.stream().map(Reader::watch).toList());
        backend.read(tx -> StreamQueries.newer(tx, all, end.batch.upTo(), BATCH))
                .map(EncodedBatch::of)
                .onComplete(result -> {
                    if (result.failed()) retry(result.cause());
                    else append(end, result.result());
                });
    }

    private void append(Link end, EncodedBatch batch) {
        if (newest == end && batch.upTo() > end.batch.upTo()) {
            Link link = new Link(batch, end.bytes + batch.bytes());
            end.next = link;
            newest = link;
            forAll(reader -> reader.grown(link));
        }
        reading = false;
        if (batch.more() || wokenWhileReading || !joining.isEmpty()) wake();
    }

    /** Streams stay open: once the database is back they go on where they are, and have missed nothing. */
    private void retry(Throwable cause) {
        failures.spend(leftOut -> LOG.atWarn()
                .addKeyValue("leftOut", leftOut)
                .setCause(cause)
                .log("streams wait: changes could not be read"));
        later(RETRY_MILLIS, this::read);
    }

    private void later(long millis, Runnable work) {
        context.owner().setTimer(millis, tick -> context.runOnContext(due -> work.run()));
    }

    private void forAll(Consumer<Reader> call) {
        new ArrayList<>(readers).forEach(call);
    }

    @Override
    public void close() {
        if (subscription != null) subscription.close();
    }
}
