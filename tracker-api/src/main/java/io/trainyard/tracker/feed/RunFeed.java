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

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Is told that something was committed. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Called in the thread that brings the notice, so it must only pass it on.
         *
         * @param runs whether any run is shown differently now; if not, only workers are
         */
        void changed(boolean runs);
    }

    /** Ends a listener's notices. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    public Subscription subscribe(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells all listeners of a commit that is visible by now. */
    public void changed(Committed committed) {
        if (committed.isVisible()) wake(!committed.runs().isEmpty());
    }

    /** Tells all listeners that somebody has committed. */
    public void wake(boolean runs) {
        for (Listener listener : listeners) {
            try {
                listener.changed(runs);
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a listener of the feed failed");
            }
        }
    }
}
