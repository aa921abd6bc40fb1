package io.trainyard.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.embedded.PostgresServer.Durability;
import io.trainyard.embedded.PostgresServer.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    private static final Options RELAXED = Options.withDurability(Durability.RELAXED);

    @TempDir
    private Path directory;

    @Test
    void rowsSurviveARestart() throws Exception {
        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            execute(server, "CREATE TABLE run AS SELECT 42 AS answer");
        }
        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            assertThat(query(server, "SELECT answer FROM run")).isEqualTo("42");
        }
    }

    @Test
    void committedRowsSurviveAKilledProgramWhoseServerStillRuns() throws Exception {
        ChildProgram.killOnceReady(ProgramThatNeverStops.class, directory);
        assertThat(directory.resolve("cluster/postmaster.pid")).exists();

        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            assertThat(query(server, "SELECT answer FROM run")).isEqualTo("42");
        }
    }

    @Test
    void pidThatAnotherProcessInheritedDoesNotPreventTheStart() throws Exception {
        PostgresServer.start(directory, 0, RELAXED).close();
        long stranger = ProcessHandle.current().pid();
        Files.writeString(directory.resolve("cluster/postmaster.pid"), stranger + "\n/elsewhere\n");

        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void clusterWhoseCreationWasCutOffIsCreatedAnew() throws Exception {
        Files.createDirectories(directory.resolve("cluster"));
        Files.writeString(directory.resolve("cluster/postgresql.conf"), "");

        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void directoryInUseIsLeftToItsOwner() throws Exception {
        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            assertThatThrownBy(() -> PostgresServer.start(directory, 0, RELAXED))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("already in use");
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void busyPortIsReportedAndLeavesTheDirectoryFree() throws Exception {
        try (ServerSocket occupant = new ServerSocket(0, 1, InetAddress.ofLiteral(LoopbackPorts.HOST))) {
            assertThatThrownBy(() -> PostgresServer.start(directory, occupant.getLocalPort(), RELAXED))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("already in use");
        }
        PostgresServer.start(directory, 0, RELAXED).close();
    }

    @Test
    void commitsAreDurableUnlessAskedOtherwise() throws Exception {
        try (PostgresServer server = PostgresServer.start(directory, 0)) {
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
        }
        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            assertThat(query(server, "SHOW fsync")).isEqualTo("off");
        }
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        PostgresServer server = PostgresServer.start(directory, 0, RELAXED);
        server.close();
        server.close();
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    static final class ProgramThatNeverStops {
        private ProgramThatNeverStops() {}

        public static void main(String[] arguments) throws Exception {
            PostgresServer server = PostgresServer.start(Path.of(arguments[0]), 0);
            execute(server, "CREATE TABLE run AS SELECT 42 AS answer");
            System.out.println(ChildProgram.READY);
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
