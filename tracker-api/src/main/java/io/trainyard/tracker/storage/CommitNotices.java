package io.trainyard.tracker.storage;

import io.trainyard.tracker.loop.SupervisedLoop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of what other trackers commit to the same database, over a connection and in a thread of its own. PostgreSQL tells of
 * a commit when its rows are visible. What was committed while the connection was away is made good by one notice when it is
 * back: whoever hears a notice reads everything that is new.
 */
public final class CommitNotices implements AutoCloseable {
    static final String CHANNEL = "trainyard_commits";
    /** Follows the origin in a notice of a commit after which only workers are shown differently. */
    private static final String WORKERS_ONLY = " workers";

    private static final Logger LOG = LoggerFactory.getLogger(CommitNotices.class);
    /** A wait that ends without a notice is followed by a question, which finds out whether the connection still lives. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Database.Settings settings;
    private final String ownOrigin;
    private final Listener listener;
    private final SupervisedLoop loop;
    private volatile @Nullable Connection connection;

    private CommitNotices(Database.Settings settings, String ownOrigin, Listener listener) {
        this.settings = settings;
        this.ownOrigin = ownOrigin;
        this.listener = listener;
        this.loop = SupervisedLoop.start("commit-notices", this::hear);
    }

    /** Hears of commits. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Something was committed.
         *
         * @param runs whether any run may be shown differently now; if not, only workers are
         */
        void committed(boolean runs);
    }

    /** What a notice says. */
    static String notice(String origin, Committed committed) {
        return committed.runs().isEmpty() ? origin + WORKERS_ONLY : origin;
    }

    /**
     * Starts to listen.
     *
     * @param listener called once for all notices that have come by then; never for commits of this database object
     */
    public static CommitNotices start(Database.Settings settings, Database database, Listener listener) {
        return new CommitNotices(settings, database.origin(), listener);
    }

    public SupervisedLoop loop() {
        return loop;
    }

    private void hear(SupervisedLoop supervised) throws InterruptedException {
        boolean failing = false;
        while (!supervised.isStopping()) {
            try (Connection open = settings.connect("trainyard-notices", Duration.ofSeconds(10))) {
                connection = open;
                execute(open, "LISTEN " + CHANNEL);
                failing = false;
                listener.committed(true);
                while (!supervised.isStopping()) {
                    supervised.succeeded();
                    waitForNotices(open);
                }
            } catch (SQLException e) {
                // Said once an outage, not once a try.
                if (!failing && !supervised.isStopping())
                    LOG.atWarn().setCause(e).log("commits of other trackers are not heard");
                failing = true;
                supervised.pause(PAUSE);
            }
        }
    }

    private void waitForNotices(Connection open) throws SQLException {
        PGNotification[] notices = open.unwrap(PGConnection.class).getNotifications(Math.toIntExact(WAIT.toMillis()));
        if (notices == null || notices.length == 0) {
            execute(open, "SELECT 1");
            return;
        }
        List<String> others = Stream.of(notices)
                .map(PGNotification::getParameter)
                .filter(notice -> !notice.startsWith(ownOrigin))
                .toList();
        if (!others.isEmpty()) listener.committed(others.stream().anyMatch(notice -> !notice.endsWith(WORKERS_ONLY)));
    }

    private static void execute(Connection open, String sql) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        loop.close(this::endWait);
    }

    /** Ends the wait for notices, which does not listen to interrupts. */
    private void endWait() {
        Connection open = connection;
        if (open == null) return;
        try {
            open.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).log("the connection for notices did not close");
        }
    }
}
