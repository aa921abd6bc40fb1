package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The script at the root of the repository, as far as it goes without building anything. */
class LauncherIT {
    private static final Path LAUNCHER =
            Path.of("..", "trainyard").toAbsolutePath().normalize();

    private record Ended(int exitCode, String output) {}

    @Test
    void helpNamesEveryCommand() throws Exception {
        Ended ended = launch("--help");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.output()).contains("demo", "up", "run", "tracker", "worker", "test", "fmt");
    }

    @Test
    void noCommandShowsHelp() throws Exception {
        assertThat(launch()).isEqualTo(launch("--help"));
    }

    @Test
    void unknownCommandIsRefusedWithTheKnownOnes() throws Exception {
        Ended ended = launch("dmeo");

        assertThat(ended.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(ended.output()).contains("Unknown command 'dmeo'", "demo");
    }

    private static Ended launch(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
