package io.trainyard.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.testkit.TestServices;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    private final TestDatabase database = new TestDatabase(TestServices.freshDatabase());

    @Test
    void emptyDatabaseGetsEveryTable() {
        MigrateResult result = migrate();

        assertThat(result.success).isTrue();
        assertThat(database.number("SELECT count(*) FROM change_counter")).isEqualTo(1);
        assertThat(database.number(
                        "SELECT count(*) FROM information_schema.tables WHERE table_name LIKE 'metric_point%'"))
                .isEqualTo(9);
    }

    @Test
    void migratingAgainKeepsRowsAndDoesNothing() {
        migrate();
        database.execute("INSERT INTO experiment (experiment_id, name, created_at) VALUES ('e', 'kept', now())");

        MigrateResult again = migrate();

        assertThat(again.migrationsExecuted).isZero();
        assertThat(database.number("SELECT count(*) FROM experiment WHERE name = 'kept'"))
                .isEqualTo(1);
    }

    @Test
    void deletingARunDeletesAllThatBelongsToIt() {
        migrate();
        database.execute("""
                INSERT INTO experiment (experiment_id, name, created_at) VALUES ('e', 'e', now());
                INSERT INTO run (run_id, experiment_id, name, spec, parameters, created_at, epochs, change)
                VALUES ('r', 1, 'r', '{}', '{}', now(), 1, 1);
                INSERT INTO attempt (attempt_id, run_id, number, worker, device, state, started_at, worker_started_at, lease_until)
                VALUES ('a', 1, 1, 'w', 'd', 'running', now(), now(), now());
                UPDATE run SET owner_attempt = 1;
                INSERT INTO metric (name) VALUES ('test_loss');
                INSERT INTO metric_point VALUES (1, 1, 1, 1, 0.5, now(), 1);
                INSERT INTO superseded_point VALUES (1, 1, 1, 1, 0.5, now());
                INSERT INTO log_line (run_id, attempt, at, level, message, change) VALUES (1, 1, now(), 'info', 'm', 1);
                INSERT INTO checkpoint VALUES (1, 1, 'p', 1, now());
                INSERT INTO artifact VALUES (1, 'n', 't', 'p', 1, now());
                """);

        database.execute("DELETE FROM run");

        assertThat(database.number("""
                SELECT (SELECT count(*) FROM attempt) + (SELECT count(*) FROM metric_point)
                     + (SELECT count(*) FROM log_line) + (SELECT count(*) FROM checkpoint) + (SELECT count(*) FROM artifact)
                """)).isZero();
    }

    private MigrateResult migrate() {
        return Flyway.configure().dataSource(database.url(), null, null).load().migrate();
    }
}
