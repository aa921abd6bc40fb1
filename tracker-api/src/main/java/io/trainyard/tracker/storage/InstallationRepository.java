package io.trainyard.tracker.storage;

import io.trainyard.contract.InstallationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Which installation this database is the memory of: made with the schema, and never changed. */
public final class InstallationRepository {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final String FIND = """
            SELECT id
            FROM installation
            """;

    public InstallationId find(Transaction tx) {
        return tx.first(FIND, row -> new InstallationId(row.getString("id"))).orElseThrow();
    }

    /** That of a database whose schema may be older, or that may be away: then nobody knows. */
    public static Optional<InstallationId> of(Database.Settings settings) {
        try (Connection connection = settings.connect("trainyard-installation", ANSWER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FIND)) {
            return row.next() ? Optional.of(new InstallationId(row.getString("id"))) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }
}
