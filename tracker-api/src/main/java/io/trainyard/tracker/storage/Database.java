package io.trainyard.tracker.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The pool of connections. Brings the schema up to date when it is opened. */
public final class Database implements AutoCloseable {
    private static final String NEXT_CHANGE = """
            UPDATE change_counter
            SET value = value + 1
            RETURNING value
            """;
    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private static final String NOTIFY = """
            SELECT pg_notify(?, ?)
            """;

    private final HikariDataSource pool;
    private final String origin = UUID.randomUUID().toString();
    private final Consumer<Committed> listener;

    private Database(HikariDataSource pool, Consumer<Committed> listener) {
        this.pool = pool;
        this.listener = listener;
    }

    /**
     * Where the database is.
     *
     * @param user empty if the address names it
     * @param connections at most this many at a time
     */
    public record Settings(String jdbcUrl, String user, String password, int connections) {
        /** A connection beside the pool, for one that stays open; a server that does not answer in time counts as gone. */
        Connection connect(String applicationName, Duration answerTimeout) throws SQLException {
            Properties properties = new Properties();
            if (!user.isEmpty()) {
                properties.setProperty("user", user);
                properties.setProperty("password", password);
            }
            properties.setProperty("ApplicationName", applicationName);
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("connectTimeout", "5");
            properties.setProperty("socketTimeout", Long.toString(answerTimeout.toSeconds()));
            return DriverManager.getConnection(jdbcUrl, properties);
        }

        @Override
        public String toString() {
            return "Settings[user=" + user + ", connections=" + connections + "]";
        }
    }

    /** Opens the pool and migrates the schema; the listener hears of every commit of a writing transaction, in its thread. */
    public static Database open(Settings settings, Consumer<Committed> listener) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tracker");
        config.setJdbcUrl(settings.jdbcUrl());
        if (!settings.user().isEmpty()) {
            config.setUsername(settings.user());
            config.setPassword(settings.password());
        }
        config.setMaximumPoolSize(settings.connections());
        config.setAutoCommit(false);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.addDataSourceProperty("ApplicationName", "trainyard-tracker");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // A peer that vanished without a word is noticed after this many seconds.
        config.addDataSourceProperty("socketTimeout", "60");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure().dataSource(pool).load().migrate();
            return new Database(pool, listener);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Runs work that only reads, all of it seeing the same state. */
    public <T> T read(Function<Transaction, T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return finish(connection, new Transaction(connection, 0), work);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** Runs work that writes. Such transactions run one after another, in the order of their change numbers. */
    public <T> T inTransaction(Function<Transaction, T> work) {
        Committed committed;
        T result;
        try (Connection connection = pool.getConnection()) {
            Transaction tx = new Transaction(connection, nextChange(connection));
            result = finish(connection, tx, work.andThen(done -> {
                if (tx.committed().isVisible()) tx.query(NOTIFY, row -> "", CommitNotices.CHANNEL, origin);
                return done;
            }));
            committed = tx.committed();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
        // The connection is back in the pool: a listener may open a transaction of its own.
        listener.accept(committed);
        return result;
    }

    /** Marks the notices of this object's commits among those of all trackers. */
    String origin() {
        return origin;
    }

    /** The pool itself, for readers that need a connection of their own. */
    public DataSource dataSource() {
        return pool;
    }

    private static <T> T finish(Connection connection, Transaction tx, Function<Transaction, T> work)
            throws SQLException {
        try {
            T result = work.apply(tx);
            connection.commit();
            return result;
        } catch (RuntimeException e) {
            rollback(connection, e);
            throw e;
        }
    }

    private static void rollback(Connection connection, RuntimeException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static long nextChange(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT_CHANGE);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
