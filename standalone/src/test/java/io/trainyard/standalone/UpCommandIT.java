package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.standalone.home.Home;
import io.trainyard.standalone.home.HomeLock;
import io.trainyard.tracker.access.Admission;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandIT {
    private static final String URL = "http://127.0.0.1:4711";

    @TempDir
    private Path directory;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(directory, URL);
    }

    @Test
    void readyServerIsAnnounced() {
        assertThat(shell.run("up", "--port", "0", "--workers", "2")).isZero();

        assertThat(shell.out()).contains("Trainyard is ready at " + URL);
        assertThat(shell.started).singleElement().satisfies(settings -> {
            assertThat(settings.workers()).isEqualTo(2);
            assertThat(settings.host()).isEqualTo("127.0.0.1");
            assertThat(settings.home()).isEqualTo(new Home(directory.resolve(".trainyard")));
        });
    }

    @Test
    void readyLineTellsSeconds() {
        assertThat(UpCommand.readyLine(URL, Duration.ofMillis(4_249)))
                .isEqualTo("Trainyard is ready at " + URL + " (4.2 s)");
    }

    @Test
    void secondServerOnOneHomeIsRefused() throws Exception {
        try (HomeLock lock = HomeLock.acquire(new Home(directory), Optional.empty())) {
            lock.publish(URL);

            int exitCode = shell.run("up", "--port", "0", "--home", directory.toString());

            assertThat(exitCode).isEqualTo(ExitCodes.HOME_IN_USE);
            assertThat(shell.err())
                    .contains(URL, Long.toString(ProcessHandle.current().pid()));
            assertThat(shell.started).isEmpty();
        }
    }

    @Test
    void busyPortIsNamedBeforeAnythingStarts() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int exitCode = shell.run("up", "--port", Integer.toString(socket.getLocalPort()));

            assertThat(exitCode).isEqualTo(ExitCodes.FAILED);
            assertThat(shell.err()).contains("port " + socket.getLocalPort() + " of 127.0.0.1 is in use");
            assertThat(shell.started).isEmpty();
        }
    }

    @Test
    void otherMachinesNeedExplicitLeave() {
        assertThat(shell.run("up", "--port", "0", "--host", "0.0.0.0")).isEqualTo(ExitCodes.USAGE);

        assertThat(shell.err())
                .contains("--allow-unauthenticated", "--authentication", "trainyard user add NAME --role admin");
        assertThat(shell.started).isEmpty();
    }

    @Test
    void hostIsNormalised() {
        assertThat(shell.run("up", "--port", "0", "--host", "::ffff:127.0.0.1")).isZero();

        assertThat(shell.started)
                .singleElement()
                .extracting(ServerSettings::host)
                .isEqualTo("127.0.0.1");
    }

    @Test
    void hostThatIsNoneIsAWrongOption() {
        assertThat(shell.run("up", "--port", "0", "--host", "")).isEqualTo(ExitCodes.USAGE);

        assertThat(shell.err()).contains("--host '' is empty");
        assertThat(shell.started).isEmpty();
    }

    @Test
    void hostOfAnotherMachineIsNamed() {
        int exitCode = shell.run("up", "--port", "4711", "--host", "192.0.2.7", "--allow-unauthenticated");

        assertThat(exitCode).isEqualTo(ExitCodes.FAILED);
        assertThat(shell.err()).contains("--host 192.0.2.7 is no address of this machine");
        assertThat(shell.started).isEmpty();
    }

    @Test
    void leaveForOtherMachinesIsWarnedOf() {
        int exitCode = shell.run("up", "--port", "0", "--host", "0.0.0.0", "--allow-unauthenticated");

        assertThat(exitCode).isZero();
        assertThat(shell.err()).contains("Warning: whoever reaches 0.0.0.0");
        assertThat(shell.started)
                .singleElement()
                .extracting(ServerSettings::admission)
                .isEqualTo(Admission.ANYBODY);
    }

    @Test
    void otherMachinesAreLetInWherePeopleLogIn() {
        assertThat(shell.run("up", "--port", "0", "--host", "0.0.0.0", "--authentication"))
                .isZero();
        assertThat(shell.run("up", "--authentication", "--allow-unauthenticated"))
                .isEqualTo(ExitCodes.USAGE);

        assertThat(shell.started)
                .singleElement()
                .extracting(ServerSettings::admission)
                .isEqualTo(Admission.KNOWN);
        assertThat(shell.err()).contains("contradict").doesNotContain("Warning");
    }
}
