package io.trainyard.engine.data;

import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one pass after another. With a thread of its own it gathers up to {@link #AHEAD} batches ahead, while the device
 * computes; without one the network's threads gather each together when it is asked for. The batches are the same either way.
 * Used by one thread.
 */
public final class BatchFeed implements AutoCloseable {
    /** Batches that are gathered ahead. */
    private static final int AHEAD = 3;

    private final List<Batch> ring = new ArrayList<>();
    private final Progress wanted = new Progress();
    private final Progress filled = new Progress();
    private final Progress freed = new Progress();
    private final Crew crew;
    private final @Nullable Thread gatherer;
    private volatile @Nullable Pass pass;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;
    private final int used;
    private long taken;

    /**
     * A feed without a pass yet.
     *
     * @param batches makes an empty batch as large as the largest to come
     * @param ahead whether to gather in a thread of its own, which needs a core of its own
     * @param crew who gathers otherwise
     * @param used so many batches, the newest ones, are somebody's at a time
     */
    public BatchFeed(Supplier<Batch> batches, boolean ahead, Crew crew, int used) {
        this.crew = ahead ? Crew.ALONE : crew;
        this.used = used;
        for (int i = 0; i < used + (ahead ? AHEAD : 0); i++) ring.add(batches.get());
        gatherer = ahead ? Thread.ofPlatform().daemon().name("batch-gatherer").start(this::gather) : null;
    }

    /** Bytes outside the heap that a feed takes. */
    public static long bytes(int capacity, int pixelsPerImage, boolean ahead, int used) {
        return (long) capacity * pixelsPerImage * Float.BYTES * (used + (ahead ? AHEAD : 0));
    }

    /** One way through a data set. */
    private static final class Pass {
        private final BatchSource source;
        private final int[] order;
        private final int epoch;
        private final int batchSize;
        /** Number of the pass's first batch among all of the feed; less than any where the feed has not had that one. */
        private final long first;

        Pass(BatchSource source, int[] order, int epoch, int batchSize, long first) {
            this.source = source;
            this.order = order;
            this.epoch = epoch;
            this.batchSize = batchSize;
            this.first = first;
        }

        long end() {
            return first + Math.ceilDiv(order.length, batchSize);
        }

        void fill(long number, Batch batch) {
            int from = (int) (number - first) * batchSize;
            batch.resize(Math.min(batchSize, order.length - from));
            source.gather(order, from, epoch, batch);
        }
    }

    /**
     * Begins a pass, or the rest of one. The one before must be at its end.
     *
     * @param order indexes of the images to take
     * @param epoch from 1; decides how the images are varied
     * @param firstBatch that is still to come, from 0
     */
    public void begin(BatchSource source, int[] order, int epoch, int batchSize, int firstBatch) {
        Pass before = pass;
        if (before != null && taken < before.end()) throw new IllegalStateException("a pass is not at its end");
        freed.raiseTo(taken);
        Pass next = new Pass(source.sharedBy(crew), order, epoch, batchSize, taken - firstBatch);
        pass = next;
        wanted.raiseTo(next.end());
    }

    /** The next batch of the pass, which holds its images until as many later ones are taken as are used at a time. */
    public Batch next() {
        Pass current = pass;
        if (current == null || taken >= current.end()) throw new IllegalStateException("the pass is at its end");
        freed.raiseTo(taken - used + 1);
        Batch batch = ring.get((int) (taken % ring.size()));
        if (gatherer == null) current.fill(taken, batch);
        else filled.await(taken + 1);
        if (failure != null) throw new IllegalStateException("a batch could not be gathered", failure);
        taken++;
        return batch;
    }

    private void gather() {
        try {
            for (long number = 0; ; number++) {
                wanted.await(number + 1);
                freed.await(number - ring.size() + 1);
                Pass current = pass;
                if (closed || current == null) return;
                current.fill(number, ring.get((int) (number % ring.size())));
                filled.raiseTo(number + 1);
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            filled.raiseTo(Long.MAX_VALUE);
        }
    }

    @Override
    public void close() {
        closed = true;
        wanted.raiseTo(Long.MAX_VALUE);
        freed.raiseTo(Long.MAX_VALUE);
    }
}
