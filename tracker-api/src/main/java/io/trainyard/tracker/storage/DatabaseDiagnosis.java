package io.trainyard.tracker.storage;

import io.trainyard.tracker.diagnosis.Finding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfoService;

/** Looks at a tracker's database without changing anything in it. */
public final class DatabaseDiagnosis {
    private static final int OLDEST_SERVER = 160_000;
    private static final Duration SKEW = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Database.Settings settings;
    private final List<Finding> findings = new ArrayList<>();

    private DatabaseDiagnosis(Database.Settings settings) {
        this.settings = settings;
    }

    public static List<Finding> of(Database.Settings settings) {
        DatabaseDiagnosis diagnosis = new DatabaseDiagnosis(settings);
        diagnosis.examine();
        return diagnosis.findings;
    }

    private void examine() {
        try (Connection connection = settings.connect("trainyard-doctor", ANSWER)) {
            server(connection);
            clock(connection);
            connections(connection);
            schema();
            indexes(connection);
            search(connection);
        } catch (SQLException e) {
            findings.add(Finding.problem(
                    "the database does not answer: " + e.getMessage(),
                    "start it, or mend database, database_user and database_password_file in the tracker's settings"));
        }
    }

    private void server(Connection connection) throws SQLException {
        String name = text(connection, "SHOW server_version");
        if (Integer.parseInt(text(connection, "SHOW server_version_num")) >= OLDEST_SERVER)
            findings.add(Finding.good("PostgreSQL " + name + " answers"));
        else findings.add(Finding.problem("PostgreSQL " + name + " is too old", "upgrade it to version 16 or newer"));
    }

    private void clock(Connection connection) throws SQLException {
        Instant before = Instant.now();
        Instant there = time(connection);
        Duration skew = Duration.between(before, there).abs();
        if (skew.compareTo(SKEW) <= 0) findings.add(Finding.good("its clock and this machine's agree"));
        else
            findings.add(Finding.warning(
                    "its clock and this machine's are " + skew.toSeconds() + " s apart",
                    "let both machines keep their time by NTP: leases do not depend on it, but the times of logs do"));
    }

    private static Instant time(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private void connections(Connection connection) throws SQLException {
        int most = Integer.parseInt(text(connection, "SHOW max_connections"));
        // One more than the pool has, for notices.
        int wanted = settings.connections() + 1;
        if (most >= wanted) findings.add(Finding.good("it allows " + most + " connections"));
        else
            findings.add(Finding.problem(
                    "it allows " + most + " connections, and a tracker takes up to " + wanted,
                    "raise max_connections of PostgreSQL, or lower database_connections"));
    }

    private void schema() {
        boolean named = !settings.user().isEmpty();
        MigrationInfoService migrations = Flyway.configure()
                .dataSource(settings.jdbcUrl(), named ? settings.user() : null, named ? settings.password() : null)
                .load()
                .info();
        int pending = migrations.pending().length;
        if (migrations.current() == null)
            findings.add(Finding.warning("it has no tables yet", "start the tracker, which makes them"));
        else if (hasNewer(migrations))
            findings.add(Finding.problem(
                    "its tables are of a newer release, version "
                            + migrations.current().getVersion(),
                    "start the newer release, or restore a backup of this one"));
        else if (pending > 0)
            findings.add(Finding.warning(
                    "its tables are " + pending + " versions older than this release",
                    "start the tracker of this release, which brings them up to date; make a backup before"));
        else
            findings.add(Finding.good("its tables are of this release, version "
                    + migrations.current().getVersion()));
    }

    private static boolean hasNewer(MigrationInfoService migrations) {
        for (var migration : migrations.applied()) if (!migration.getState().isResolved()) return true;
        return false;
    }

    private void indexes(Connection connection) throws SQLException {
        String broken = text(
                connection,
                "SELECT COALESCE(string_agg(indexrelid::regclass::text, ', '), '') FROM pg_index WHERE NOT indisvalid");
        if (broken.isEmpty()) findings.add(Finding.good("its indexes are whole"));
        else
            findings.add(Finding.problem(
                    "these indexes are not used, because they are not whole: " + broken, "REINDEX INDEX each of them"));
    }

    private void search(Connection connection) throws SQLException {
        if (text(connection, "SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
                .equals("1")) findings.add(Finding.good("runs are searched for texts by an index"));
        else
            findings.add(Finding.warning(
                    "runs are searched for texts without an index, since pg_trgm is not there",
                    "with many runs: CREATE EXTENSION pg_trgm, as the database's administrator, and CREATE INDEX run_by_text ON"
                            + " run USING gin (search_text gin_trgm_ops), as the tracker's user"));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
