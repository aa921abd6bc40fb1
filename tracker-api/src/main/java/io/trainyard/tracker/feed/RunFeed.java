package io.trainyard.tracker.feed;

import io.trainyard.tracker.storage.Committed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells its listeners that something was committed, never what: they read rows newer than those they have, so a notice that
 * is lost or comes twice does no harm.
 */
public final class RunFeed {
    private static final Logger LOG = LoggerFactory.getLogger(RunFeed.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Ends a listener's notices. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Calls the listener in the thread that brings the notice, so it must only pass it on. */
    public Subscription subscribe(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells all listeners of a commit that is visible by now. */
    public void changed(Committed committed) {
        if (committed.isVisible()) wake();
    }

    /** Tells all listeners that somebody has committed. */
    public void wake() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a listener of the feed failed");
            }
        }
    }
}
