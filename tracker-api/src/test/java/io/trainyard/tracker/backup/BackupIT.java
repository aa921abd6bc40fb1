package io.trainyard.tracker.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.RunId;
import io.trainyard.testkit.Events;
import io.trainyard.testkit.Specs;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.TestTracker;
import io.trainyard.tracker.backup.Backup.Contents;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.backup.TableCopies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupIT {
    private static final String TABLES = """
            SELECT c.relname
            FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND c.relname NOT IN ('flyway_schema_history', 'ingest_offset', 'leader', 'login_session')
            """;

    private static final String CONSTRAINTS = """
            SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
            FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace
            ORDER BY 1
            """;

    @TempDir
    private Path directory;

    private final TestTracker tracker = new TestTracker();
    private final RunId run = tracker.newRun();
    private final String emptyDatabase = TestServices.freshDatabase();

    @BeforeEach
    void train() throws IOException {
        Events attempt = Events.attempt(run, "host-1");
        tracker.apply(
                attempt.started(),
                attempt.epoch(1, 0.5),
                attempt.checkpoint(1),
                attempt.log("a\tline with a tab and a \\ in it"),
                attempt.heartbeat(1));
        tracker.database.inTransaction(
                tx -> tx.update("INSERT INTO quarantine (topic, partition, record_offset, bytes, reason, at)"
                        + " VALUES ('trainyard.run-events', 0, 1, '\\x00ff', 'is not JSON', now())"));
        for (String path : tracker.texts("SELECT path FROM checkpoint")) file(path, "weights");
        file("00000000000000r9/00000000000000a9/model", "of a run that is gone");
        file("uploads/part", "on its way");
    }

    @AfterEach
    void close() {
        tracker.close();
    }

    @Test
    void whatIsRestoredIsWhatWasSaved() throws IOException {
        Contents saved = backup().to(directory.resolve("backup"));
        Contents restored = restore(directory.resolve("backup"));

        assertThat(saved.runs()).isEqualTo(1);
        assertThat(saved.files()).isEqualTo(1);
        assertThat(saved.missing()).isEmpty();
        assertThat(restored).usingRecursiveComparison().isEqualTo(saved);
        try (TableCopies before = TableCopies.open(tracker.settings);
                TableCopies after = TableCopies.open(settings(emptyDatabase))) {
            List<String> tables = before.texts(TABLES);
            assertThat(tables).contains("run", "metric_point", "log_line", "quarantine", "installation");
            for (String table : tables)
                assertThat(after.texts(content(table))).as(table).isEqualTo(before.texts(content(table)));
            assertThat(after.texts(CONSTRAINTS)).isEqualTo(before.texts(CONSTRAINTS));
        }
        String path = tracker.text("SELECT path FROM checkpoint");
        assertThat(directory.resolve("restored").resolve(path)).hasContent("weights");
        assertThat(directory.resolve("restored/uploads")).doesNotExist();
        assertThat(directory.resolve("restored/00000000000000r9")).doesNotExist();
    }

    @Test
    void restoredDatabaseGoesOnWithNumbersOfItsOwn() throws IOException {
        backup().to(directory.resolve("backup"));
        restore(directory.resolve("backup"));

        try (Database restored = Database.open(settings(emptyDatabase), committed -> {})) {
            restored.inTransaction(tx -> tracker.experiments.create(tx, Specs.experiment("another", "run"), 0));

            long runs = restored.read(tx ->
                    tx.first("SELECT count(*) FROM run", row -> row.getLong(1)).orElseThrow());
            assertThat(runs).isEqualTo(2);
        }
    }

    @Test
    void fileThatIsGoneIsSaid() throws IOException {
        String path = tracker.text("SELECT path FROM checkpoint");
        Files.delete(artifacts().resolve(path));

        assertThat(backup().to(directory.resolve("backup")).missing()).containsExactly(path);
    }

    @Test
    void damagedBackupRestoresNothing() throws IOException {
        Path backup = directory.resolve("backup");
        backup().to(backup);
        Files.writeString(backup.resolve("files").resolve(tracker.text("SELECT path FROM checkpoint")), "weight5");

        assertThatThrownBy(() -> restore(backup))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not what was saved");
        assertThat(directory.resolve("restored")).doesNotExist();
        try (TableCopies after = TableCopies.open(settings(emptyDatabase))) {
            assertThat(after.isEmpty()).isTrue();
        }
    }

    @Test
    void halfABackupIsNone() throws IOException {
        Path backup = directory.resolve("backup");
        backup().to(backup);
        Files.delete(backup.resolve("backup.json"));

        assertThatThrownBy(() -> restore(backup)).hasMessageContaining("holds no whole backup");
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        Path backup = directory.resolve("backup");
        backup().to(backup);

        assertThatThrownBy(() -> backup().to(backup)).hasMessageContaining("is not empty");
        assertThatThrownBy(() -> backup().from(backup)).hasMessageContaining("is not empty");
        Database.Settings inUse = tracker.settings;
        assertThatThrownBy(() -> new Backup(inUse, Optional.of(directory.resolve("new"))).from(backup))
                .hasMessageContaining("the database is not empty");
    }

    private Contents restore(Path backup) throws IOException {
        return new Backup(settings(emptyDatabase), Optional.of(directory.resolve("restored"))).from(backup);
    }

    private Backup backup() {
        return new Backup(tracker.settings, Optional.of(artifacts()));
    }

    private static Database.Settings settings(String database) {
        return new Database.Settings(database, "", "", 4);
    }

    private Path artifacts() {
        return directory.resolve("artifacts");
    }

    private void file(String path, String content) throws IOException {
        Path file = artifacts().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static String content(String table) {
        return "SELECT t::text FROM " + table + " t ORDER BY 1";
    }
}
