package io.trainyard.tracker.storage.backup;

import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.StorageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The tables of a database as compressed files in PostgreSQL's text format, all of them as they are at one moment. Left out is
 * what is of no use to another server: positions in Kafka, who leads, and who is logged in.
 */
public final class TableCopies implements AutoCloseable {
    private static final String TABLES = """
            SELECT c.relname,
                   string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            WHERE c.relnamespace = current_schema()::regnamespace
              AND c.relkind IN ('r', 'p')
              AND NOT c.relispartition
              AND c.relname NOT IN ('flyway_schema_history', 'ingest_offset', 'leader', 'login_session')
            GROUP BY c.relname
            ORDER BY c.relname
            """;

    private static final String SCHEMA = """
            SELECT version
            FROM flyway_schema_history
            WHERE success AND version IS NOT NULL
            ORDER BY installed_rank DESC
            LIMIT 1
            """;

    private static final String FOREIGN_KEYS = """
            SELECT conrelid::regclass, quote_ident(conname), pg_get_constraintdef(oid)
            FROM pg_constraint
            WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace
            """;

    private static final String IDENTITIES = """
            SELECT quote_ident(table_name), quote_ident(column_name)
            FROM information_schema.columns
            WHERE table_schema = current_schema() AND is_identity = 'YES'
            """;

    private final Database.Settings settings;
    private final Connection connection;

    private TableCopies(Database.Settings settings, Connection connection) {
        this.settings = settings;
        this.connection = connection;
    }

    /**
     * One table of a copy.
     *
     * @param columns in the order of the file, separated by commas
     */
    public record Table(String name, String columns, long rows) {}

    /** Sees the database as it is now, whatever changes from now on. */
    public static TableCopies open(Database.Settings settings) {
        try {
            Connection connection = settings.user().isEmpty()
                    ? DriverManager.getConnection(settings.jdbcUrl())
                    : DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new TableCopies(settings, connection);
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    /** The version of the schema. */
    public String schema() {
        return rows(SCHEMA).getFirst().getFirst();
    }

    /** The only values of a column of a query, in its order. */
    public List<String> texts(String sql) {
        return rows(sql).stream().map(List::getFirst).toList();
    }

    /** Writes each table into a file of its name. */
    public List<Table> copyTo(Path folder) throws IOException {
        List<Table> tables = new ArrayList<>();
        for (List<String> table : rows(TABLES)) {
            String select = "COPY (SELECT %s FROM %s) TO STDOUT".formatted(table.getLast(), table.getFirst());
            try (OutputStream out = new GZIPOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(file(folder, table.getFirst()))))) {
                tables.add(new Table(table.getFirst(), table.getLast(), copies().copyOut(select, out)));
            } catch (SQLException e) {
                throw new StorageException(e);
            }
        }
        return tables;
    }

    /** Whether there is nothing in the database yet, not even its tables. */
    public boolean isEmpty() {
        return rows(TABLES).isEmpty();
    }

    /**
     * Makes the schema that a copy is of, fills its tables from the copy, and brings the schema up to date; the database must be
     * empty. All tables are filled, or none.
     */
    public void copyFrom(Path folder, String schema, List<Table> tables) throws IOException {
        migrate(schema);
        try {
            // Begins with what the migration has made.
            connection.commit();
            List<List<String>> keys = rows(FOREIGN_KEYS);
            // Rows come table by table, and some tables refer to each other.
            for (List<String> key : keys)
                run("ALTER TABLE %s DROP CONSTRAINT %s".formatted(key.getFirst(), key.get(1)));
            for (Table table : tables) fill(folder, table);
            for (List<String> key : keys)
                run("ALTER TABLE %s ADD CONSTRAINT %s %s".formatted(key.getFirst(), key.get(1), key.get(2)));
            for (List<String> identity : rows(IDENTITIES)) goOnAfter(identity.getFirst(), identity.getLast());
            connection.commit();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
        migrate("latest");
    }

    private void migrate(String version) {
        boolean named = !settings.user().isEmpty();
        Flyway.configure()
                .dataSource(settings.jdbcUrl(), named ? settings.user() : null, named ? settings.password() : null)
                .target(version)
                .load()
                .migrate();
    }

    private void fill(Path folder, Table table) throws IOException, SQLException {
        run("DELETE FROM " + table.name());
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(folder, table.name())))) {
            long rows = copies().copyIn("COPY %s (%s) FROM STDIN".formatted(table.name(), table.columns()), in);
            if (rows != table.rows())
                throw new IOException(
                        "the backup has %d rows of %s, but should have %d".formatted(rows, table.name(), table.rows()));
        }
    }

    private void goOnAfter(String table, String column) throws SQLException {
        run("SELECT setval(pg_get_serial_sequence('%s', '%s'), COALESCE(max(%s), 1), max(%s) IS NOT NULL) FROM %s"
                .formatted(table, column, column, column, table));
    }

    private static Path file(Path folder, String table) {
        return folder.resolve(table + ".gz");
    }

    private CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<List<String>> rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) row.add(found.getString(i));
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StorageException(e);
        }
    }
}
