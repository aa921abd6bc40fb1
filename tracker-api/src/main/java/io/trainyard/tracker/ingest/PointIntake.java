package io.trainyard.tracker.ingest;

import io.trainyard.tracker.loop.SupervisedLoop;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.StorageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way of what clients tell of their runs, from their requests to the commit: what has come while one transaction was on its way goes
 * together into the next one, so that many small batches cost what few large ones do. So much may wait, and no more.
 */
public final class PointIntake implements AutoCloseable {
    /** Values that may wait, with what a batch costs beside its values. */
    static final int MAX_WAITING = 100_000;

    private static final int MAX_TOGETHER = 20_000;
    private static final int COST_OF_BATCH = 10;
    private static final long WAIT_NANOS = 1_000_000_000;

    private final Storage storage;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final SupervisedLoop loop;
    private int cost;
    private boolean closed;

    private record Waiting(PointBatch batch, CompletableFuture<Receipt> receipt) {
        int cost() {
            return batch.points().size() + COST_OF_BATCH;
        }
    }

    /** Stores batches in one transaction, or none of them, and tells of each what became of it. */
    @FunctionalInterface
    interface Storage {
        List<Receipt> store(List<PointBatch> batches);
    }

    private PointIntake(Storage storage) {
        this.storage = storage;
        this.loop = SupervisedLoop.start("point-intake", this::run);
    }

    public static PointIntake start(Database database, PointProjector projector) {
        return start(batches -> database.inTransaction(tx -> projector.apply(tx, batches)));
    }

    static PointIntake start(Storage storage) {
        return new PointIntake(storage);
    }

    public SupervisedLoop loop() {
        return loop;
    }

    /**
     * Takes a batch in.
     *
     * @return its receipt once it is committed or refused, or the failure; empty if there is no room for it now
     */
    public Optional<CompletionStage<Receipt>> offer(PointBatch batch) {
        Waiting one = new Waiting(batch, new CompletableFuture<>());
        lock.lock();
        try {
            if (closed || cost + one.cost() > MAX_WAITING) return Optional.empty();
            waiting.add(one);
            cost += one.cost();
            arrived.signal();
        } finally {
            lock.unlock();
        }
        return Optional.of(one.receipt());
    }

    private void run(SupervisedLoop loop) throws InterruptedException {
        while (!loop.isStopping()) {
            List<Waiting> next = next();
            if (!next.isEmpty()) apply(next);
            loop.succeeded();
        }
    }

    /** What goes into one transaction; nothing if nothing has come for a while. */
    private List<Waiting> next() throws InterruptedException {
        List<Waiting> next = new ArrayList<>();
        lock.lockInterruptibly();
        try {
            long left = WAIT_NANOS;
            while (waiting.isEmpty() && !closed && left > 0) left = arrived.awaitNanos(left);
            int together = 0;
            while (!waiting.isEmpty()
                    && (next.isEmpty() || together + waiting.peek().cost() <= MAX_TOGETHER)) {
                Waiting one = waiting.remove();
                together += one.cost();
                cost -= one.cost();
                next.add(one);
            }
        } finally {
            lock.unlock();
        }
        return next;
    }

    private void apply(List<Waiting> batches) {
        try {
            List<Receipt> receipts =
                    storage.store(batches.stream().map(Waiting::batch).toList());
            for (int i = 0; i < batches.size(); i++) batches.get(i).receipt().complete(receipts.get(i));
        } catch (RuntimeException e) {
            // One that cannot be stored keeps none of the others away.
            if (batches.size() > 1 && !isOutage(e)) for (Waiting one : batches) apply(List.of(one));
            else for (Waiting one : batches) one.receipt().completeExceptionally(e);
        }
    }

    private static boolean isOutage(RuntimeException e) {
        return e instanceof StorageException storage && storage.isOutage();
    }

    @Override
    public void close() {
        List<Waiting> left;
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        loop.close(this::wake);
        lock.lock();
        try {
            left = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        for (Waiting one : left) one.receipt().cancel(false);
    }

    private void wake() {
        lock.lock();
        try {
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
