package io.trainyard.tracker.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The pool of connections. Brings the schema up to date when it is opened. */
public final class Database implements AutoCloseable {
    // The limit on silence holds until the transaction ends, and costs no round trip of its own.
    private static final String NEXT_CHANGE = """
            UPDATE change_counter
            SET value = value + 1
            RETURNING value, clock_timestamp(), set_config('idle_in_transaction_session_timeout', '%s', true)
            """.formatted(SessionSettings.SILENCE_OF_A_WRITER);
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
            Connection connection = DriverManager.getConnection(jdbcUrl, properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute(SessionSettings.APPLY);
            }
            return connection;
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
        config.setConnectionInitSql(SessionSettings.APPLY);
        // Commits them, so that a connection comes out of the pool outside of any transaction.
        config.setIsolateInternalQueries(true);
        // A server that vanished without a word is noticed after this many seconds.
        config.addDataSourceProperty("socketTimeout", "60");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            migrate(settings);
            return new Database(pool, listener);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** On connections of its own: a migration may take longer than any statement of the tracker's. */
    private static void migrate(Settings settings) {
        boolean named = !settings.user().isEmpty();
        Flyway.configure()
                .dataSource(settings.jdbcUrl(), named ? settings.user() : null, named ? settings.password() : null)
                .load()
                .migrate();
    }

    /** Has the pool's connections counted, and the waiting for them. */
    public void measure(MeterRegistry meters) {
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
    }

    /** Runs work that only reads, all of it seeing the same state. */
    public <T> T read(Function<Transaction, T> work) {
        try (Connection connection = pool.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return finish(connection, new Transaction(connection), work);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** Runs work that writes. Such transactions run one after another, in the order of their change numbers. */
    public <T> T inTransaction(Function<Transaction, T> work) {
        Committed committed;
        T result;
        try (Connection connection = pool.getConnection()) {
            Transaction tx = begin(connection);
            result = finish(connection, tx, work.andThen(done -> {
                Committed changes = tx.committed();
                if (changes.isVisible())
                    tx.query(NOTIFY, row -> "", CommitNotices.CHANNEL, CommitNotices.notice(origin, changes));
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

    /** Runs work on rows that no browser sees and no other writer waits for: outside of the order of changes. */
    public <T> T beside(Function<Transaction, T> work) {
        try (Connection connection = pool.getConnection()) {
            return finish(connection, new Transaction(connection), work);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
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

    private static Transaction begin(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT_CHANGE);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            Instant now = rows.getObject(2, OffsetDateTime.class).toInstant();
            return new Transaction(connection, rows.getLong(1), now);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
