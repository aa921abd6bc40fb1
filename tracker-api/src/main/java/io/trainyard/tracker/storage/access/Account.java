package io.trainyard.tracker.storage.access;

import io.trainyard.tracker.access.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A person who may log in, unless they are disabled.
 *
 * @param maxRunning how many of the runs that they queue are trained at a time; empty for as many as there are workers for
 */
public record Account(
        long id,
        String name,
        Role role,
        boolean disabled,
        Optional<Integer> maxRunning,
        Instant createdAt,
        Optional<Instant> loginAt) {
    static final String COLUMNS = "a.id AS account_id, a.name AS account_name, a.role AS account_role,"
            + " a.disabled_at, a.max_running, a.created_at AS account_created_at, a.login_at";

    static Account read(ResultSet row) throws SQLException {
        return new Account(
                row.getLong("account_id"),
                row.getString("account_name"),
                Role.of(row.getString("account_role")),
                time(row, "disabled_at").isPresent(),
                Optional.ofNullable(row.getObject("max_running", Integer.class)),
                time(row, "account_created_at").orElseThrow(),
                time(row, "login_at"));
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
