package io.trainyard.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.testkit.TestServices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;

/** Every migration meets a database that its predecessors made and that {@code filled/V….sql} has filled. */
class FilledDatabaseIT {
    private static final String TABLES = """
            SELECT table_name
            FROM information_schema.tables
            WHERE table_schema = 'public'
              AND table_type = 'BASE TABLE'
              AND table_name <> 'flyway_schema_history'
              AND table_name !~ '_[0-9]$'
            """;

    private final TestDatabase database = new TestDatabase(TestServices.freshDatabase());

    @Test
    void noMigrationLosesRows() {
        Map<String, Long> before = Map.of();
        for (String version : versions()) {
            migrateTo(version);
            Map<String, Long> after = counts();
            assertThat(after).as("rows after V" + version).containsAllEntriesOf(before);
            database.execute(filled(version));
            before = counts();
        }
        assertThat(before.values()).as("every table was filled").doesNotContain(0L);
    }

    @Test
    void quarantinedRecordsAreNumberedInTheOrderOfTheirTimes() {
        migrateTo("1");
        database.execute(filled("1"));
        migrateTo("2");
        database.execute(filled("2"));

        assertThat(database.texts("SELECT convert_from(bytes, 'UTF8') FROM quarantine ORDER BY id"))
                .containsExactly("older garbage", "newer garbage", "newest garbage");
    }

    @Test
    void whatWaitedInTheFormerTopicIsHandedOutAgain() {
        migrateTo("1");
        database.execute(filled("1"));
        // Both handed out; the request of the second one is still on its way to Kafka.
        database.execute("UPDATE run SET status = 'queued', dispatched_at = now()"
                + " WHERE run_id IN ('00000000000000a1', '00000000000000a3')");

        migrateTo("5");

        assertThat(database.texts("SELECT DISTINCT topic FROM outbox")).containsExactly("trainyard.requests");
        assertThat(database.texts("SELECT run_id FROM run WHERE status = 'queued' AND dispatched_at IS NULL"))
                .containsExactly("00000000000000a1");
    }

    private List<String> versions() {
        return Stream.of(flyway("latest").info().all())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .toList();
    }

    private void migrateTo(String version) {
        flyway(version).migrate();
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(database.url(), null, null)
                .target(target)
                .load();
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : database.texts(TABLES)) counts.put(table, database.number("SELECT count(*) FROM " + table));
        return counts;
    }

    /** A migration without its file fails here: what it must keep has to be written down with it. */
    private static String filled(String version) {
        String name = "/filled/V" + version + ".sql";
        try (InputStream file = FilledDatabaseIT.class.getResourceAsStream(name)) {
            if (file == null) throw new AssertionError("there is no " + name);
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
