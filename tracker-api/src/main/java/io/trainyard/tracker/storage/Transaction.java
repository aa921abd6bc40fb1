package io.trainyard.tracker.storage;

import io.trainyard.contract.RunId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One open transaction: runs statements, and remembers what it has changed that a browser may be looking at.
 *
 * <p>Parameters may be null, text, numbers, booleans, bytes, an {@link Instant}, or an array of text or numbers.
 */
public final class Transaction {
    private static final int FETCH_SIZE = 5000;

    private final Connection connection;
    private final long change;
    private @Nullable Instant now;
    private final Set<RunId> changedRuns = new HashSet<>();
    private boolean workersChanged;
    private boolean accessChanged;

    /** One that only reads. */
    Transaction(Connection connection) {
        this.connection = connection;
        this.change = 0;
    }

    /** One that writes: its turn came at this time. */
    Transaction(Connection connection, long change, Instant now) {
        this.connection = connection;
        this.change = change;
        this.now = now;
    }

    /** Reads one row; called once for each. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes one row; called once for each. */
    @FunctionalInterface
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    /** The number that all rows of this transaction are stamped with. */
    public long change() {
        if (change == 0) throw new IllegalStateException("a reading transaction changes nothing");
        return change;
    }

    /** When the transaction got its turn, by the database's clock; for one that reads, when it was first asked. */
    public Instant now() {
        Instant time = now;
        if (time == null) {
            time = first(
                            "SELECT clock_timestamp()",
                            row -> row.getObject(1, OffsetDateTime.class).toInstant())
                    .orElseThrow();
            now = time;
        }
        return time;
    }

    /** From now on a statement that takes longer is ended by the database, and throws a {@link StorageException} that says so. */
    public void limit(Duration statement) {
        query("SELECT set_config('statement_timeout', ?, true)", row -> "", statement.toMillis() + "ms");
    }

    /** Notes that what is shown of the run is different after the commit. */
    public void changed(RunId run) {
        changedRuns.add(run);
    }

    public void changedWorkers() {
        workersChanged = true;
    }

    /** Notes that somebody may do less or more after the commit, who may have streams open at any tracker. */
    public void changedAccess() {
        accessChanged = true;
    }

    Committed committed() {
        return new Committed(change, Set.copyOf(changedRuns), workersChanged, accessChanged);
    }

    /** Runs a statement and returns how many rows it touched. */
    public int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) read.add(reader.read(rows));
            return read;
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** Hands the rows of a query on one after another, of which few are in memory at a time. */
    public void forEach(String sql, RowConsumer consumer, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) consumer.accept(rows);
            }
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /** Runs one statement for many rows of parameters, in few round trips. */
    public void batch(String sql, List<@Nullable Object[]> rows) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** Runs work whose failure undoes what it did, but not the transaction around it; the failure flies on. */
    public void undoOnFailure(Runnable work) {
        try {
            Savepoint before = connection.setSavepoint();
            try {
                work.run();
            } catch (RuntimeException e) {
                connection.rollback(before);
                throw e;
            }
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        bind(statement, parameters);
        return statement;
    }

    private void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            switch (value) {
                case Instant instant -> statement.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
                case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
                case Long[] numbers -> statement.setArray(i + 1, connection.createArrayOf("bigint", numbers));
                case Integer[] numbers -> statement.setArray(i + 1, connection.createArrayOf("int", numbers));
                case Double[] numbers -> statement.setArray(i + 1, connection.createArrayOf("float8", numbers));
                case null -> statement.setNull(i + 1, Types.NULL);
                default -> statement.setObject(i + 1, value);
            }
        }
    }
}
