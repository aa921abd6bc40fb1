package io.trainyard.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.embedded.PostgresServer.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    private static final Options RELAXED = Options.forTests();

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
    @Timeout(60)
    void serverOfAKilledProgramEndsAndKeepsWhatWasCommitted() throws Exception {
        ChildProgram.killOnceReady(ProgramThatNeverStops.class, directory);
        while (Files.exists(directory.resolve("cluster/postmaster.pid"))) Thread.onSpinWait();

        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            assertThat(query(server, "SELECT answer FROM run")).isEqualTo("42");
        }
    }

    /** As earlier releases made it: everybody is the superuser; and its server outlived the program that started it. */
    @Test
    void clusterThatLetEverybodyInAndStillRunsIsStoppedAndHandedOver() throws Exception {
        PostgresCluster cluster = new PostgresCluster(
                directory.resolve("cluster"), PostgresPrograms.unpackedIn(RELAXED.binariesDirectory()));
        cluster.create();
        Files.writeString(directory.resolve("started-before"), "");
        Files.writeString(directory.resolve("cluster/pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
        int port = LoopbackPorts.claim(0);
        assertThat(new ProcessBuilder(cluster.programs()
                                .command(
                                        "pg_ctl",
                                        List.of(
                                                "-D",
                                                cluster.directory().toString(),
                                                "-l",
                                                directory.resolve("log").toString(),
                                                "-o",
                                                "-p " + port + " -c unix_socket_directories=",
                                                "-w",
                                                "start")))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE run (id bigint GENERATED ALWAYS AS IDENTITY, answer int) PARTITION BY HASH (id)");
            statement.execute("CREATE TABLE run_0 PARTITION OF run FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
            statement.execute("CREATE VIEW answers AS SELECT answer FROM run");
            statement.execute("CREATE SEQUENCE lonely");
            statement.execute("CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1'");
            statement.execute("INSERT INTO run (answer) VALUES (42)");
        }

        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            assertThat(query(server, "SELECT twice(answer) FROM answers")).isEqualTo("84");
            execute(server, "INSERT INTO run (answer) VALUES (nextval('lonely'))");
            execute(server, "ALTER TABLE run ADD COLUMN more text");
            execute(server, "DROP VIEW answers; DROP SEQUENCE lonely; DROP FUNCTION twice; DROP TABLE run");
            assertThatThrownBy(() -> connect(server, "postgres", "")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void whoeverDoesNotKnowThePasswordIsRefused() throws Exception {
        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            for (String user : List.of("postgres", server.user(), System.getProperty("user.name")))
                for (String password : List.of("", "guess", user))
                    assertThatThrownBy(() -> connect(server, user, password)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connect(server, "postgres", server.password()))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void roleReachesNeitherFilesNorPrograms() throws Exception {
        try (PostgresServer server = PostgresServer.start(directory, 0)) {
            for (String sql : List.of(
                    "COPY (SELECT 1) TO PROGRAM 'id'",
                    "COPY (SELECT 1) TO '/tmp/trainyard-never-written'",
                    "SELECT pg_read_file('/etc/passwd')",
                    "SELECT lo_import('/etc/passwd')",
                    "ALTER ROLE trainyard SUPERUSER",
                    "SET ROLE postgres",
                    "CREATE DATABASE other",
                    "CREATE ROLE other"))
                assertThatThrownBy(() -> execute(server, sql))
                        .as(sql)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void passwordAndDataAreTheOwnersAlone() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            assertThat(permissions(directory)).isEqualTo("rwx------");
            assertThat(permissions(directory.resolve("cluster"))).isEqualTo("rwx------");
            assertThat(permissions(directory.resolve("password"))).isEqualTo("rw-------");
            assertThat(Files.readString(directory.resolve("password")).strip()).isEqualTo(server.password());
            assertThat(ProcessHandle.current()
                            .descendants()
                            .map(child -> child.info().commandLine().orElse("")))
                    .isNotEmpty()
                    .noneMatch(command -> command.contains(server.password()));
        }
    }

    @Test
    void passwordThatWasLostIsReplaced() throws Exception {
        PostgresServer.start(directory, 0, RELAXED).close();
        Files.delete(directory.resolve("password"));

        try (PostgresServer server = PostgresServer.start(directory, 0, RELAXED)) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
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

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Connection connect(PostgresServer server, String user, String password) throws SQLException {
        // As an attacker does it, who takes whatever way the server offers.
        return DriverManager.getConnection(server.jdbcUrl().replaceAll("\\?.*", ""), user, password);
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
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
