package io.trainyard.engine.vector;

import io.trainyard.engine.device.Crew;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A crew whose threads wait for work. Handing over takes about a microsecond while they wait in a loop; after some tens of
 * microseconds without work they sleep.
 */
final class Team implements Crew, AutoCloseable {
    private static final int SPINS = 2000;

    private final Thread[] helpers;
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private volatile @Nullable Work work;
    private volatile @Nullable Thread leader;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    Team(int members) {
        helpers = new Thread[members - 1];
        for (int i = 0; i < helpers.length; i++) {
            int member = i + 1;
            helpers[i] = Thread.ofPlatform().daemon().name("vector-" + member).start(() -> help(member));
        }
    }

    @Override
    public int members() {
        return helpers.length + 1;
    }

    @Override
    public void run(Work shared) {
        if (closed) throw new IllegalStateException("the network of these threads is closed");
        work = shared;
        leader = Thread.currentThread();
        busy.set(helpers.length);
        nextRound();
        try {
            shared.run(0);
        } finally {
            for (int spins = 0; busy.get() > 0; spins++) pause(spins);
        }
        Throwable thrown = failure;
        failure = null;
        if (thrown != null) throw new IllegalStateException("a thread of the network failed", thrown);
    }

    private void nextRound() {
        rounds.incrementAndGet();
        for (Thread helper : helpers) LockSupport.unpark(helper);
    }

    private void help(int member) {
        for (int seen = 0; !closed; seen++) {
            for (int spins = 0; rounds.get() == seen; spins++) pause(spins);
            Work shared = work;
            if (shared == null || closed) return;
            try {
                shared.run(member);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            if (busy.decrementAndGet() == 0) LockSupport.unpark(leader);
        }
    }

    private static void pause(int spins) {
        if (spins < SPINS) Thread.onSpinWait();
        else LockSupport.park();
    }

    @Override
    public void close() {
        closed = true;
        nextRound();
    }
}
