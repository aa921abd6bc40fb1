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

    /** Called in the thread that committed, so it must only pass the notice on. */
    @FunctionalInterface
    public interface Listener {
        void changed(Committed committed);
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
        if (committed.runs().isEmpty() && !committed.workers()) return;
        for (Listener listener : listeners) {
            try {
                listener.changed(committed);
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a listener of the feed failed");
            }
        }
    }
}
