package io.trainyard.benchmarks;

import io.trainyard.embedded.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/**
 * Fills the database of a home as the first release would have left it after many runs, for {@code read.mjs}: the server that is
 * started on it next brings the schema up to date with all the rows in it.
 */
public final class FilledTracker {
    private static final String FIRST_RELEASE = "9";

    private FilledTracker() {}

    /** The arguments are the home and how many runs it shall hold. */
    public static void main(String[] args) throws IOException, SQLException {
        Path home = Path.of(args[0]);
        long runs = Long.parseLong(args[1]);
        try (PostgresServer server = PostgresServer.start(home.resolve("postgres"), 0)) {
            Flyway.configure()
                    .dataSource(server.jdbcUrl(), server.user(), server.password())
                    .target(FIRST_RELEASE)
                    .load()
                    .migrate();
            try (Connection connection =
                            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(statements().replace(":runs", Long.toString(runs)));
                statement.execute("VACUUM ANALYZE");
            }
        }
    }

    private static String statements() throws IOException {
        try (InputStream file = FilledTracker.class.getResourceAsStream("/filled-tracker.sql")) {
            if (file == null) throw new IOException("filled-tracker.sql is missing");
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
