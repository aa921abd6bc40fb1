package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

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
    void everyCommandOfTheProgramIsOneOfTheLauncher() throws Exception {
        Programs none = new Programs(
                settings -> {
                    throw new IllegalStateException("not started here");
                },
                (dataset, data, downloads) -> false,
                arguments -> {},
                arguments -> {});
        CommandLine program = CommandTree.of(
                none, new Surroundings(Map.of(), Path.of("/nowhere"), OptionalInt.empty(), Clock.systemUTC()));

        String known = Files.readString(LAUNCHER)
                .lines()
                .filter(line -> line.contains("demo | up |"))
                .findFirst()
                .orElseThrow();
        assertThat(known.split("[ |)]+")).containsAll(program.getSubcommands().keySet());
        assertThat(launch("--help").output())
                .contains(program.getSubcommands().keySet().stream()
                        .filter(name -> !name.equals("runs"))
                        .map(name -> "\n  " + name + " ")
                        .toList());
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
