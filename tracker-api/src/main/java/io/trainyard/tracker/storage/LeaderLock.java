package io.trainyard.tracker.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes one tracker the leader among all that share a database: an advisory lock, which PostgreSQL gives up by itself when
 * the connection that holds it ends. Used by one thread.
 */
public final class LeaderLock implements AutoCloseable {
    /** Any number that nothing else in the database locks: "trainyar" in ASCII. */
    private static final long KEY = 0x747261696e796172L;

    private final Database.Settings settings;
    private @Nullable Connection connection;
    private boolean held;

    public LeaderLock(Database.Settings settings) {
        this.settings = settings;
    }

    /** Takes the lock if it is free; returns whether it is held now. A lost connection loses it. */
    public boolean holds() {
        try {
            Connection open = connection();
            held = ask(open, held ? "SELECT true" : "SELECT pg_try_advisory_lock(" + KEY + ")");
            return held;
        } catch (SQLException e) {
            close();
            throw new StorageException(e);
        }
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = settings.connect("trainyard-leader", Duration.ofSeconds(10));
            connection = open;
        }
        return open;
    }

    private static boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        held = false;
        if (open == null) return;
        try {
            open.close();
        } catch (SQLException e) {
            // The server ends a session whose connection is gone, with or without this farewell.
            return;
        }
    }
}
